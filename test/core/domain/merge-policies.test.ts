import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePolicies } from '#core/domain/merge-policies';
import type { Policy } from '#core/domain/policy';
import { policyDifferences } from '#core/domain/policy-differences';
import { policy2015, policy2025 } from '#core/policies/index';

const withCodes = (policy: Policy, ...repeatableCodes: readonly string[]): Policy => ({
  ...policy,
  courses: { ...policy.courses, repeatableCodes },
});
const withPairs = (policy: Policy, ...substitutions: Policy['courses']['substitutions']): Policy => ({
  ...policy,
  courses: { ...policy.courses, substitutions },
});

const edits = fc.record({
  codes: fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D'), { maxLength: 4 }),
  near: fc.constantFrom(300, 400),
  marks: fc.dictionary(fc.constantFrom('缓考', '免修', 'W'), fc.constantFrom('pending', 'passed')),
});
const edited = ({ codes, near, marks }: typeof edits extends fc.Arbitrary<infer T> ? T : never): Policy => ({
  ...withCodes(policy2015, ...codes),
  nearMissWithin: near,
  grading: { ...policy2015.grading, marks: marks as Policy['grading']['marks'] },
});
const sameRules = (a: Policy, b: Policy) => expect(policyDifferences(a, b)).toEqual([]);

describe('mergePolicies', () => {
  it('keeps mine where they changed nothing, theirs where I changed nothing, and what both say alike', () => {
    fc.assert(
      fc.property(edits, edits, (a, b) => {
        const [one, other] = [edited(a), edited(b)];
        sameRules(mergePolicies(other, one, other), one);
        sameRules(mergePolicies(other, other, one), one);
        sameRules(mergePolicies(other, one, one), one);
      }),
    );
  });

  it('carries both sides’ lines of one table', () => {
    const base = withCodes(policy2015, 'A', 'B');
    const merged = mergePolicies(base, withCodes(base, 'B', 'C'), withCodes(base, 'A', 'X', 'B'));
    // Mine: A out, C in. Theirs: X in, after A, which is gone.
    expect(new Set(merged.courses.repeatableCodes)).toEqual(new Set(['B', 'C', 'X']));
  });

  it('lets mine stand where both changed the same line, and says so in the differences', () => {
    const base = withPairs(policy2015, { code: 'A', by: 'N' });
    const theirs = withPairs(base, { code: 'B', by: 'N' });
    const merged = mergePolicies(base, withPairs(base, { code: 'C', by: 'N' }), theirs);
    expect(merged.courses.substitutions).toEqual([{ code: 'C', by: 'N' }]);
    expect(policyDifferences(theirs, merged).map(({ label }) => label)).toEqual(['N 替代 B', 'N 替代 C']);
  });

  it('moves an edit of the tables to other rules, and keeps those rules', () => {
    const merged = mergePolicies(policy2015, withCodes(policy2015, 'TY1'), policy2025);
    expect([merged.id, merged.title, merged.tiers]).toEqual(['2025', policy2025.title, policy2025.tiers]);
    expect(merged.courses.repeatableCodes).toEqual(['TY1']);
  });

  it('keeps the choice of another rule', () => {
    const theirs = withCodes(policy2015, 'TY1');
    const merged = mergePolicies(policy2015, policy2025, theirs);
    expect([merged.id, merged.tiers]).toEqual(['2025', policy2025.tiers]);
    expect(merged.courses.repeatableCodes).toEqual(['TY1']);
  });
});
