/** Who may import whom: domain ← application ← adapters ← cloudfunctions; see README. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    only('domain', '^core/domain/', ['^core/domain/'], 'domain stands alone'),
    only('policies', '^core/policies/', ['^core/(policies|domain)/'], 'policies are data of the domain'),
    only('contract', '^core/contract/', ['^core/(contract|domain)/', '^node_modules/zod/'], 'the wire'),
    only('application', '^core/application/', ['^core/'], 'use-cases know ports, never adapters'),
    {
      name: 'adapters',
      severity: 'error',
      from: { path: '^adapters/' },
      to: { path: '^(cloudfunctions|miniprogram|local|tools|test)/' },
    },
    {
      name: 'cloudfunctions',
      severity: 'error',
      from: { path: '^cloudfunctions/' },
      to: { path: '^(miniprogram|local|tools|test)/' },
    },
    {
      name: 'miniprogram-reaches-domain-only',
      severity: 'error',
      from: { path: '^miniprogram/' },
      to: { path: '^(core/(application|policies)|adapters|cloudfunctions|local|tools|test)/' },
    },
    {
      name: 'miniprogram-takes-only-types-of-the-contract',
      severity: 'error',
      from: { path: '^miniprogram/' },
      to: { path: '^core/contract/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'miniprogram-ships-few-packages',
      comment: 'what the phone loads: the SDK, the component library, one cipher',
      severity: 'error',
      from: { path: '^miniprogram/' },
      to: { dependencyTypes: ['npm', 'npm-dev'], pathNot: '^node_modules/(@cloudbase/|@noble/ciphers/|tdesign-miniprogram/)' },
    },
    {
      name: 'nothing-imports-local',
      severity: 'error',
      from: { pathNot: '^(local|test|tools)/' },
      to: { path: '^local/' },
    },
    { name: 'not-to-test', severity: 'error', from: { pathNot: '^test/' }, to: { path: '^test/' } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};
