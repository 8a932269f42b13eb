import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_DETAILS } from '#core/domain/talk-details';
import { changedPart, type TalkText, talkChanges, validateRevision } from '#core/domain/talk-revision';

const text: TalkText = {
  heldOn: '2026-10-09',
  mode: 'in-person',
  jointRole: null,
  place: '办公室',
  duration: null,
  family: '农村',
  contact: '19900000001',
  problems: '缺课较多',
  assessment: '需要关注',
  parentsContacted: null,
  needsAttention: true,
  psychologicalReferral: false,
  details: null,
};

describe('a correction', () => {
  it('is told field by field, in the order of the form', () => {
    expect(talkChanges(text, { ...text, needsAttention: null, place: '' })).toEqual([
      { field: 'place', before: '办公室', after: '' },
      { field: 'needsAttention', before: true, after: null },
    ]);
    expect(talkChanges(text, { ...text })).toEqual([]);
  });

  it('tells the day, the way and who was there in words', () => {
    const after = { ...text, heldOn: '2025-12-31', mode: 'phone', jointRole: 'counselor' } as const;
    expect(talkChanges(text, after)).toEqual([
      { field: 'heldOn', before: '2026年10月9日', after: '2025年12月31日' },
      { field: 'mode', before: '面谈', after: '电话' },
      { field: 'jointRole', before: '', after: '辅导员' },
    ]);
  });

  it('tells each choice by its word, and none where nothing chosen is the same as no choices', () => {
    const chosen = { ...NO_DETAILS, mood: 'fair', since: '上学期' } as const;
    const before = { ...text, details: chosen };
    expect(
      talkChanges(before, { ...text, details: { ...chosen, mood: 'poor', household: 'rural' } }),
    ).toEqual([
      { field: 'household', before: '', after: '农村' },
      { field: 'mood', before: '有波动', after: '低落或急躁' },
    ]);
    expect(talkChanges(before, text)).toEqual([
      { field: 'mood', before: '有波动', after: '' },
      { field: 'since', before: '上学期', after: '' },
    ]);
    expect(talkChanges(text, { ...text, details: NO_DETAILS })).toEqual([]);
  });

  it.each([
    ['', { place: '' }, 'REASON_MISSING'],
    ['由'.repeat(201), { place: '' }, 'TEXT_TOO_LONG'],
    ['写错了', {}, 'NOTHING_CHANGED'],
  ])('for %s and %o is refused with %s', (reason, change, code) => {
    expect(() => validateRevision(text, { ...text, ...change }, reason)).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('with a reason of 200 characters and a change passes', () => {
    expect(() => validateRevision(text, { ...text, duration: 30 }, '由'.repeat(200))).not.toThrow();
  });
});

describe('the changed part', () => {
  it.each([
    ['上课坐后排', '上课坐前排', ['上课坐', '后', '前', '排']],
    ['', '新写', ['', '', '新写', '']],
    ['删去', '', ['', '删去', '', '']],
    ['一样', '一样', ['一样', '', '', '']],
    ['啊啊', '啊啊啊', ['啊啊', '', '啊', '']],
  ])('of %s and %s is between what they share', (before, after, parts) => {
    expect(Object.values(changedPart(before, after))).toEqual(parts);
  });

  it('puts both texts together again and never cuts a character', () => {
    const texts = fc.array(fc.constantFrom('学', '𬭎', '祎', '1', '。')).map((signs) => signs.join(''));
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const { head, removed, added, tail } = changedPart(before, after);
        expect(head + removed + tail).toBe(before);
        expect(head + added + tail).toBe(after);
        expect(/[\ud800-\udbff]$/.test(head) || /^[\udc00-\udfff]/.test(tail)).toBe(false);
      }),
    );
  });
});
