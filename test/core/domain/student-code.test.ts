import { describe, expect, it } from 'vitest';
import { codeSecret, makeStudentCode, readStudentCode } from '#core/domain/student-code';

describe('the code', () => {
  it('has six digits, each code as likely as the other', () => {
    expect(makeStudentCode(() => Uint8Array.from([0, 0, 7]))).toBe('000007');
    // 16,000,000 and above are drawn again.
    const draws = [Uint8Array.from([255, 255, 255]), Uint8Array.from([0x0f, 0x42, 0x41])];
    expect(makeStudentCode(() => draws.shift() ?? new Uint8Array(3))).toBe('000001');
  });
  it.each([
    ['482915', '482915'],
    ['４８２ ９１５', '482915'],
    ['48291', null],
    ['4829156', null],
    ['48291a', null],
  ])('%s is read as %s', (typed, code) => expect(readStudentCode(typed)).toBe(code));
});

it('a code of a session is of no use for a plan', () =>
  expect(codeSecret('help', 'a', '482915')).not.toBe(codeSecret('plan', 'a', '482915')));
