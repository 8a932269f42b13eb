import { describe, expect, it } from 'vitest';
import type { TextHint } from '#core/contract/index';
import { sayTextHints, toTextHintRow } from '../../../miniprogram/views/text-hints';

const hint = (fields: Partial<TextHint> = {}): TextHint => ({
  id: 'hint-1',
  kind: 'talk',
  subjectId: 'talk-1',
  studentId: 'student-1',
  author: '顾明澜',
  filedOn: '2026-09-14',
  hit: { advice: 'risky', label: 20006 },
  missed: null,
  settled: null,
  ...fields,
});
const rowOf = (fields: Partial<TextHint> = {}, isOffice = false) =>
  toTextHintRow(hint(fields), '2026-09-14', isOffice);

describe('平台提示', () => {
  it('tells the author that nothing was lost, and what can be done', () => {
    const row = rowOf();
    expect(row).toMatchObject({ title: '谈话记录', detail: '今天', word: '平台提示', isOpen: true });
    expect(row.sentence).toContain('违法犯罪');
    expect(row.sentence).toContain('照原样保存');
    expect(row.sentence).toContain('更正');
    expect(row.url).toBe('/student/talk-view/talk-view?talkId=talk-1');
  });

  it('names who wrote to the office, and who has looked at it', () => {
    expect(rowOf({ kind: 'help-feedback', author: null }, true).detail).toBe('没有账号的同学 · 今天');
    expect(rowOf({ settled: { by: '许佩兰', on: '2026-09-14' } }, true)).toMatchObject({
      word: '已核对',
      settled: '许佩兰 今天核对',
      isOpen: false,
    });
  });

  it('says why a text was not checked, and leads a volunteer to no student', () => {
    const missed = rowOf({ hit: null, missed: { reason: 'recipient', code: 61010 } });
    expect(missed.sentence).toContain('61010');
    expect(rowOf({ kind: 'help-session', studentId: null }).url).toBe('/volunteer/hours/hours');
    expect(rowOf({ kind: 'guidance', studentId: null }).url).toBe('');
  });

  it('says in a line what waits', () => {
    expect(sayTextHints({ open: { hits: 2, missed: 1 } })).toBe('待核对 2 处，没有检查到 1 段');
    expect(sayTextHints({ open: { hits: 0, missed: 0 } })).toBe('');
  });
});
