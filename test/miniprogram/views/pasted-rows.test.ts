import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policy2015 } from '#core/policies/index';
import { takePasted } from '../../../miniprogram/views/pasted-rows';
import { POLICY_TABLE_SPECS, type PolicyTableId } from '../../../miniprogram/views/policy-table';

const paste = (table: PolicyTableId, ...lines: readonly string[]) =>
  takePasted(POLICY_TABLE_SPECS[table], policy2015, lines.join('\r\n'));

describe('rows pasted into a table of the rule', () => {
  it.each([
    ['tabs', 'SK1001\tSK2001'],
    ['commas', 'SK1001,SK2001'],
    ['Chinese commas', 'SK1001，SK2001'],
    ['blanks, full-width letters', '  ＳＫ１００１  SK2001 '],
  ])('are read between %s', (_what, line) => {
    const { policy, added } = paste('substitutions', '', line, 'SK1002\tSK2002\t\t', '');
    expect(added).toBe(2);
    expect(policy.courses.substitutions).toEqual([
      { code: 'SK1001', by: 'SK2001' },
      { code: 'SK1002', by: 'SK2002' },
    ]);
  });

  it('go by their headings where there are any', () => {
    const { policy } = paste('substitutions', '替代课程代码\t原课程代码', 'SK2001\tSK1001');
    expect(policy.courses.substitutions).toEqual([{ code: 'SK1001', by: 'SK2001' }]);
  });

  it('take a choice by its word, the first one where it is left out, and stand behind those that are there', () => {
    const { policy } = paste('natures', '学科大类课\t完全相同\t必修', '学科平台');
    expect(policy.courses.natures.slice(0, -2)).toEqual(policy2015.courses.natures);
    expect(policy.courses.natures.slice(-2)).toEqual([
      { text: '学科大类课', match: 'whole', kind: 'required' },
      { text: '学科平台', match: 'part', kind: 'required' },
    ]);
  });

  it('add nothing that is there already, or stands twice', () => {
    const line = 'SK1001 SK2001';
    const { policy, added, repeated } = paste('substitutions', line, line, 'SK1002 SK2002');
    expect({ added, repeated }).toEqual({ added: 2, repeated: 1 });
    const again = takePasted(POLICY_TABLE_SPECS.substitutions, policy, line);
    expect(again).toEqual({ policy, added: 0, repeated: 1 });
  });

  it.each<[PolicyTableId, readonly string[], RegExp]>([
    ['substitutions', [], /^没有内容/],
    ['substitutions', ['原课程代码\t替代课程代码'], /^只有表头/],
    [
      'substitutions',
      ['SK1\tSK2', 'SK3\tSK3'],
      /^第 2 行「SK3 SK3」：「替代课程代码」与原课程代码相同.*一行都没有加。$/,
    ],
    ['substitutions', ['SK1\tSK2', '', 'SK4\tSK2'], /^第 3 行「SK4 SK2」：.*一行都没有加。$/],
    ['substitutions', ['SK1\tSK2\t遗传学'], /^第 1 行.*多出「遗传学」。每行依次是：原课程代码、替代课程代码/],
    ['substitutions', ['SK1'], /^第 1 行「SK1」：「替代课程代码」.*。一行都没有加。$/],
    ['natures', ['学科大类课\t完全相同\t主修'], /^第 1 行.*「算作」不能是「主修」，只能是「必修/],
    ['levels', ['甲等\t九十\t通过'], /^第 1 行「甲等 九十 通过」：/],
    ['marks', ['补缓\t待定', '优秀\t通过'], /^第 2 行「优秀 通过」：「标记」.*。一行都没有加。$/],
  ])('%s: %j are refused as a whole, by line and text', (table, lines, said) => {
    expect(() => paste(table, ...lines)).toThrow(said);
  });

  it('come to the rows that were copied, whatever their number', () => {
    const code = fc.stringMatching(/^[A-Z]{2}[0-9]{4}$/);
    fc.assert(
      fc.property(fc.uniqueArray(code, { minLength: 2, maxLength: 80 }), (codes) => {
        const pairs = codes.slice(0, codes.length >> 1).map((one, at) => ({
          code: one,
          by: codes[(codes.length >> 1) + at] as string,
        }));
        const lines = pairs.map(({ code: of, by }) => `${of}\t${by}`);
        expect(paste('substitutions', ...lines).policy.courses.substitutions).toEqual(pairs);
      }),
    );
  });
});
