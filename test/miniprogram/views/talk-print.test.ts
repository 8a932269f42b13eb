import { describe, expect, it } from 'vitest';
import { sayChosen, toTalkChoice } from '../../../miniprogram/views/talk-print';

describe('talk records to be printed', () => {
  const talk = {
    talkId: 't',
    studentName: '林知远',
    className: '生物科学241',
    tier: 3,
    heldOn: '2026-09-13',
    mode: 'phone',
    attended: true,
    byName: '沈月华',
  } as const;

  it.each([
    [true, '生物科学241 · 三级（最重） · 电话 · 沈月华'],
    [false, '生物科学241 · 三级（最重） · 学生未到 · 沈月华'],
  ])('attended %s: %s', (attended, detail) => {
    const row = toTalkChoice({ ...talk, attended }, '2026-09-14', true);
    expect(row.detail.replaceAll('\u00a0', ' ')).toBe(detail);
    expect(row).toMatchObject({ id: 't', on: '昨天', isOn: true, spoken: '林知远，昨天，沈月华' });
  });

  it.each([
    [0, ''],
    [1, '打印选中的 1 份'],
    [39, '打印选中的 39 份'],
    [40, '打印选中的 40 份（一次最多）'],
  ])('%i chosen: “%s”', (count, words) => {
    expect(sayChosen(count)).toBe(words);
  });
});
