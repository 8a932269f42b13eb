import { execFile } from 'node:child_process';
import { mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CopiedAssets, copyPaperAssets, PAPERS_EXTERNAL } from '#adapters/documents/bundle-assets';
import { sourcePaperAssets } from '#adapters/documents/fonts';
import { createPapers } from '#adapters/documents/papers';
import { blankTalkRecord } from '#adapters/documents/talk-record-paper';

const run = promisify(execFile);
/** As the functions build makes the papers bundle: CommonJS, the native package left outside. */
const entry = `
  import { bundledPaperAssets } from '#adapters/documents/bundled-assets';
  import { createPapers } from '#adapters/documents/papers';
  import { blankTalkRecord } from '#adapters/documents/talk-record-paper';
  import { writeFileSync } from 'node:fs';
  const papers = createPapers(bundledPaperAssets(__dirname));
  const loadedEarly = Object.keys(require.cache).some((path) => path.endsWith('.node'));
  papers.talkRecord(blankTalkRecord('生科系')).then((pdf) => {
    writeFileSync(__dirname + '/blank.pdf', pdf);
    const binaries = Object.keys(require.cache).filter((path) => path.endsWith('.node'));
    console.log(JSON.stringify({ loadedEarly, binaries }));
  });
`;

let outDir: string;
let copied: CopiedAssets;

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'papers-'));
  await build({
    stdin: { contents: entry, resolveDir: process.cwd(), loader: 'ts' },
    outfile: join(outDir, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: [...PAPERS_EXTERNAL],
    logLevel: 'error',
  });
  await writeFile(join(outDir, 'package.json'), '{"main":"index.js","type":"commonjs"}');
  copied = await copyPaperAssets(outDir);
});

afterAll(() => rm(outDir, { recursive: true, force: true }));

describe('the papers bundle', () => {
  it('holds templates, both fonts with their licence, and no binary but the one for the cloud', () => {
    const paths = copied.files.map(({ path }) => path.replaceAll('\\', '/'));
    expect(paths).toEqual(
      expect.arrayContaining([
        'papers/talk-record.typ',
        'papers/NotoSerifSC_400Regular.ttf',
        'papers/NotoSerifSC_700Bold.ttf',
        'papers/LICENSE_FONT',
        'node_modules/@myriaddreamin/typst-ts-node-compiler/index.js',
      ]),
    );
    const binaries = paths.filter((path) => path.endsWith('.node'));
    expect(binaries.length + copied.missing.length).toBe(1);
    for (const name of [...binaries, ...copied.missing]) expect(name).toContain('linux-x64-gnu');
    // Unpacked; the cloud takes 50 MB packed, and these pack to about half.
    expect(copied.bytes).toBeLessThan(90_000_000);
  });

  it('leaves unchanged files alone and repairs a damaged one', async () => {
    const font = join(outDir, 'papers/NotoSerifSC_400Regular.ttf');
    const template = join(outDir, 'papers/talk-record.typ');
    const before = await stat(font);
    await writeFile(template, 'damaged');
    await copyPaperAssets(outDir);
    expect((await stat(font)).ctimeMs).toBe(before.ctimeMs);
    expect(await readFile(template, 'utf8')).toBe(
      await readFile(join(sourcePaperAssets().templateDir, 'talk-record.typ'), 'utf8'),
    );
  });

  it('prints outside the project, from its own files, the same bytes as the source tree', async () => {
    // Elsewhere than on 64-bit Intel Linux the machine's own binary stands in for the one that is deployed.
    const isCloudPlatform = copied.missing.length === 0;
    const env = isCloudPlatform
      ? process.env
      : { ...process.env, NODE_PATH: join(process.cwd(), 'node_modules') };
    const { stdout } = await run(process.execPath, [join(outDir, 'index.js')], { cwd: tmpdir(), env });
    const { loadedEarly, binaries } = JSON.parse(stdout);
    expect(loadedEarly).toBe(false);
    expect(binaries).toHaveLength(1);
    if (isCloudPlatform) expect(binaries[0]).toContain(await realpath(outDir));
    const expected = await createPapers(sourcePaperAssets()).talkRecord(blankTalkRecord('生科系'));
    expect(Buffer.compare(await readFile(join(outDir, 'blank.pdf')), expected)).toBe(0);
  });
});
