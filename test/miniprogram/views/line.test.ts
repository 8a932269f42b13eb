import { describe, expect, it } from 'vitest';
import { toLine, toSentence } from '../../../miniprogram/views/line';

describe('a line', () => {
  it('has the parts that there are, and breaks between them only', () => {
    expect(toLine(['生物科学241', '', '不及格 12.00 学分'])).toBe(
      '生物科学241 · 不及格\u00a012.00\u00a0学分',
    );
  });

  it.each([[[]], [['', '']]])('of %o is empty', (parts) => {
    expect(toLine(parts)).toBe('');
  });
});

describe('a sentence', () => {
  it.each([
    ['谈话日期不能晚于今天', '谈话日期不能晚于今天。'],
    ['请选择文件。', '请选择文件。'],
    ['这是谁的成绩单？', '这是谁的成绩单？'],
    ['没有找到！', '没有找到！'],
  ])('%s ends once: %s', (text, sentence) => {
    expect(toSentence(text)).toBe(sentence);
  });
});
