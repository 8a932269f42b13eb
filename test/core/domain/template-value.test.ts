import fc from 'fast-check';
import { expect, it } from 'vitest';
import { digestText } from '#core/domain/reminder';
import { templateProblem } from '#core/domain/template-value';

it.each([
  ['thing1', '字'.repeat(20), true],
  ['thing1', '字'.repeat(21), false],
  ['thing1', '', false],
  ['thing1', ' 空格在前', false],
  ['thing1', '两\n行', false],
  ['phrase2', '待完成', true],
  ['phrase2', '六个字的词语', false],
  ['date3', '2026年9月18日', true],
  ['date3', '2026-09-18', false],
  ['time4', '2026年9月18日 08:00', true],
  ['character_string5', 'A'.repeat(32), true],
  ['character_string5', 'A'.repeat(33), false],
  ['name6', '十'.repeat(10), true],
  ['name6', '十'.repeat(11), false],
  ['unknown7', 'x', false],
])('%s holds %j: %s', (field, value, isHeld) => {
  expect(templateProblem(field, value) === null).toBe(isHeld);
});

it('every digest fits its field, whatever it counts', () => {
  const count = fc.nat(1_000_000);
  fc.assert(
    fc.property(count, count, count, (talks, others, overdue) => {
      if (talks + others + overdue === 0) return;
      expect(templateProblem('thing1', digestText({ talks, others, overdue }))).toBeNull();
    }),
  );
});
