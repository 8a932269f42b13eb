import { describe, expect, it } from 'vitest';
import { interpretRemark, interpretScore, pointOf, scoreProblem } from '#core/domain/score';
import { policy2015 } from '#core/policies/index';

const { grading } = policy2015;

describe('interpretScore', () => {
  it.each([
    ['60', 'passed', 6000],
    ['59.99', 'failed', 5999],
    ['59.5', 'failed', 5950],
    ['0', 'failed', 0],
    ['100', 'passed', 10000],
    ['优秀', 'passed', 9500],
    ['及格', 'passed', 6000],
    ['不及格', 'failed', 0],
    ['合格', 'passed', null],
    ['不合格', 'failed', null],
    ['免修', 'passed', null],
    ['缺考', 'failed', 0],
    ['旷考', 'failed', 0],
    ['作弊', 'failed', 0],
    ['取消资格', 'failed', 0],
    ['缓考', 'pending', null],
    [null, 'pending', null],
    ['W', 'ignored', null],
    ['中期退课', 'ignored', null],
    ['作废', 'void', null],
  ])('%s is %s', (text, outcome, percent) => {
    expect(interpretScore(text, grading)).toEqual({ outcome, percent });
  });

  it.each(['100.01', '101', '-1', '优-', '六十', '7O', 'constructor', '__proto__', '60.001'])(
    '%s is refused, never taken for a fail',
    (text) => {
      expect(() => interpretScore(text, grading)).toThrow(text);
      expect(scoreProblem(text, grading)).toContain(text);
    },
  );
});

describe('interpretRemark', () => {
  it.each([
    ['缺考', '0', 'failed'],
    ['缓考', '0', 'pending'],
    ['中期退课', '0', 'ignored'],
    ['免修', null, 'passed'],
    ['缓考', '40', 'pending'],
    ['缓考', null, 'pending'],
    ['作弊', '70', 'failed'],
  ])('%s beside %s is %s', (remark, score, outcome) => {
    expect(interpretRemark(remark, score, grading)?.outcome).toBe(outcome);
  });

  it('does not hide a pass that was entered after a deferred examination', () => {
    expect(interpretRemark('缓考', '75', grading)).toBeNull();
  });

  it('does not lift an entered score, and says nothing of other remarks', () => {
    expect(interpretRemark('通过', '45', grading)).toBeNull();
    expect(interpretRemark('补考', '45', grading)).toBeNull();
    expect(interpretRemark('toString', '45', grading)).toBeNull();
  });
});

describe('pointOf', () => {
  it.each([
    [6700, true, 170],
    [6500, true, 150],
    [8900, true, 390],
    [6000, true, 100],
    [5999, false, 0],
  ])('%i is %i by the formula', (percent, isPass, point) => {
    expect(pointOf(percent, isPass, grading)).toBe(point);
  });
});
