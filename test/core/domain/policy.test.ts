import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '#core/domain/parse-policy';
import { NATURE_KINDS, type Policy } from '#core/domain/policy';
import { changesRules, policyDifferences } from '#core/domain/policy-differences';
import { sayPolicyPath } from '#core/domain/policy-labels';
import { policy2015, policy2025 } from '#core/policies/index';

const json = (policy: Policy): unknown => JSON.parse(JSON.stringify(policy));

describe('sayPolicyPath', () => {
  it.each([
    ['', '整份办法'],
    ['courses.substitutions[2].by', '课程替代第 3 行的替代课程代码'],
    ['grading.levels.优.percent', '等级成绩的优的折合百分成绩'],
    ['criteria.gpaBelow', '认定情形的平均学分绩点界限'],
    ['duties.tiers.2.pairing', '应办事项的帮扶类型的二级的一对一结对'],
    ['courses', '课程'],
  ])('%s is %s', (path, said) => {
    expect(sayPolicyPath(path)).toBe(said);
  });
});

/** Another value that might stand there. */
function otherThan(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  const groups = [['whole', 'part'], [...NATURE_KINDS], ['passed', 'failed', 'pending', 'ignored', 'void']];
  const group = groups.find((words) => words.some((other) => other === value));
  return group?.find((other) => other !== value) ?? 'monthly or more';
}

describe('policyDifferences', () => {
  it('is empty for the same rule under another version and day', () => {
    expect(
      policyDifferences(policy2015, { ...policy2015, version: 'x', effectiveFrom: '2030-01-01' }),
    ).toEqual([]);
  });

  it('tells tables from rules', () => {
    const { courses } = policy2015;
    const tables = {
      ...policy2015,
      courses: {
        ...courses,
        natures: [...courses.natures].reverse(),
        substitutions: [{ code: 'A', by: 'B' }],
      },
    };
    const differences = policyDifferences(policy2015, tables);
    expect(differences.map(({ section, label }) => [section, label])).toEqual([
      ['substitutions', 'B 替代 A'],
      ['natures', '比对的先后'],
    ]);
    expect(changesRules(differences)).toBe(false);
    expect(changesRules(policyDifferences(policy2015, policy2025))).toBe(true);
    const passMark = { ...policy2015, grading: { ...policy2015.grading, passMark: 5500 } };
    expect(policyDifferences(policy2015, passMark)).toEqual([
      { section: 'rules', label: '及格线', before: '60.00', after: '55.00' },
    ]);
    expect(changesRules(policyDifferences(policy2015, passMark))).toBe(true);
  });

  it('sees every leaf of a policy: a change anywhere is a difference', () => {
    const paths: (readonly (string | number)[])[] = [];
    const walk = (value: unknown, path: readonly (string | number)[]) => {
      if (typeof value === 'object' && value !== null) {
        for (const [key, part] of Object.entries(value))
          walk(part, [...path, Array.isArray(value) ? Number(key) : key]);
      } else paths.push(path);
    };
    const { id: _id, version: _version, title: _title, effectiveFrom: _from, ...rules } = policy2015;
    walk(rules, []);
    expect(paths.length).toBeGreaterThan(200);
    for (const path of paths) {
      const copy = json(policy2015) as Record<string, never>;
      let holder: Record<string | number, unknown> = copy;
      for (const key of path.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
      const last = path[path.length - 1] as string;
      holder[last] = otherThan(holder[last]);
      expect([path.join('.'), policyDifferences(policy2015, copy as unknown as Policy).length > 0]).toEqual([
        path.join('.'),
        true,
      ]);
    }
  });
});

const word = fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' }).filter((text) => text.trim() !== '');
const hundredths = fc.integer({ min: 0, max: 10_000 });
/** A policy whose tables are made up; distinct, as the checks want them. */
const policies: fc.Arbitrary<Policy> = fc
  .record({
    codes: fc.uniqueArray(word, { maxLength: 6 }),
    natures: fc.uniqueArray(
      fc.record({
        text: word,
        match: fc.constantFrom('whole' as const, 'part' as const),
        kind: fc.constantFrom(...NATURE_KINDS),
      }),
      {
        maxLength: 6,
        selector: ({ text, match }) => `${match}|${text}`,
      },
    ),
    marks: fc.dictionary(
      word.filter((text) => !/^[+-]?\.?\d/.test(text)),
      fc.constantFrom(
        'passed' as const,
        'failed' as const,
        'pending' as const,
        'ignored' as const,
        'void' as const,
      ),
    ),
    lines: fc
      .uniqueArray(fc.integer({ min: 1, max: 100_000 }), { minLength: 3, maxLength: 3 })
      .map((given) => given.sort((a, b) => a - b)),
    base: hundredths,
    step: fc.integer({ min: 1, max: 100 }),
  })
  .map(({ codes, natures, marks, lines: [a = 1, b = 2, c = 3], base, step }) => ({
    ...policy2015,
    tiers: [
      { tier: 1, from: a, below: b, word: null },
      { tier: 2, from: b, below: c, word: '橙' },
      { tier: 3, from: c, below: null, word: null },
    ],
    courses: { ...policy2015.courses, natures, repeatableCodes: codes },
    grading: { ...policy2015.grading, levels: {}, marks, point: { base, step, resitCap: 100 } },
  }));

describe('parsePolicy', () => {
  it('gives back what JSON carried, whatever the tables hold', () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const once = parsePolicy(json(policy));
        expect(once).toEqual(policy);
        expect(JSON.stringify(parsePolicy(json(once)))).toBe(JSON.stringify(once));
      }),
    );
  });

  const tables = (change: Partial<Policy['courses']>) => ({
    ...policy2015,
    courses: { ...policy2015.courses, ...change },
  });
  it.each<[string, Policy, string]>([
    [
      'a course in place of itself',
      tables({ substitutions: [{ code: 'A', by: 'A' }] }),
      'courses.substitutions[0].by',
    ],
    [
      'one course in place of two',
      tables({
        substitutions: [
          { code: 'A', by: 'X' },
          { code: 'B', by: 'X' },
        ],
      }),
      'courses.substitutions[1].by',
    ],
    [
      'the same line twice',
      tables({
        substitutions: [
          { code: 'A', by: 'X' },
          { code: 'A', by: 'X' },
        ],
      }),
      'courses.substitutions[1]',
    ],
    [
      'a circle of three',
      tables({
        substitutions: [
          { code: 'A', by: 'B' },
          { code: 'B', by: 'C' },
          { code: 'C', by: 'A' },
        ],
      }),
      'courses.substitutions[0]',
    ],
    [
      'a nature twice',
      tables({
        natures: [
          { text: '必修', match: 'part', kind: 'required' },
          { text: '必修', match: 'part', kind: 'minor' },
        ],
      }),
      'courses.natures[1]',
    ],
    [
      'a number among the words',
      { ...policy2015, grading: { ...policy2015.grading, marks: { '0': 'failed' } } },
      'grading.levels.0',
    ],
    [
      'a pass mark above 100',
      { ...policy2015, grading: { ...policy2015.grading, passMark: 10001 } },
      'grading.passMark',
    ],
  ])('refuses %s', (_what, policy, field) => {
    expect(() => parsePolicy(json(policy))).toThrow(
      expect.objectContaining({ code: 'POLICY_INVALID', field }),
    );
  });

  it.each<[string, Policy]>([
    [
      'two courses in place of one',
      tables({
        substitutions: [
          { code: 'A', by: 'X' },
          { code: 'A', by: 'Y' },
        ],
      }),
    ],
    [
      'a chain',
      tables({
        substitutions: [
          { code: 'A', by: 'B' },
          { code: 'B', by: 'C' },
        ],
      }),
    ],
    ['a pass mark of 100', { ...policy2015, grading: { ...policy2015.grading, passMark: 10000 } }],
  ])('takes %s', (_what, policy) => {
    expect(parsePolicy(json(policy))).toEqual(policy);
  });
});
