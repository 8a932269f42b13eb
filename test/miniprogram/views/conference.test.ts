import { describe, expect, it } from 'vitest';
import type { ConferenceView } from '#core/contract/index';
import { prevailingView } from '#core/domain/conference';
import { sayOutcomes, sayViews } from '#core/domain/conference-words';
import { fieldsOfKey } from '../../../miniprogram/views/case';
import { toConferenceView, toConsultView } from '../../../miniprogram/views/conference';
import { conferenceOfMemberSample, conferenceSample } from '../../../tools/wechat-check/samples-conferences';

const TODAY = '2026-09-14';

describe('会诊', () => {
  it.each([
    [[], null],
    [['ability'], 'ability'],
    [['ability', 'attitude'], 'both'],
    [['ability', 'attitude', 'attitude'], 'attitude'],
    [['both', 'attitude'], 'both'],
  ] as const)('%j prevails as %s', (views, said) => {
    expect(prevailingView(views)).toBe(said);
  });

  it('tells in the minutes who held what', () => {
    expect(sayViews('attitude', ['attitude', 'ability', 'attitude'])).toBe(
      '学习态度（学习能力 1、学习态度 2）',
    );
    expect(sayViews('both', [])).toBe('能力和态度');
    expect(sayViews(null, [])).toBe('');
  });

  it('sums up what was decided, and who was left', () => {
    const one = (outcome: 'confirm' | 'dismiss' | 'close', tier: 1 | 2 | 3 | null) => ({
      decisionId: '',
      studentId: '',
      outcome,
      tier,
      difficulty: null,
      ownerId: null,
      views: [],
    });
    const decided = [one('confirm', 3), one('confirm', 1), one('dismiss', null), one('close', null)];
    expect(sayOutcomes({ decided, undecided: 2 })).toBe(
      '会议逐一研究了 4 名学生：认定 2 名，其中三级（最重） 1 名、一级 1 名；不认定或维持不变 1 名；结案 1 名；名单上另有 2 名留待下次研究。',
    );
  });
});

describe('the page of a meeting', () => {
  const view = (fields: Partial<ConferenceView> = {}) =>
    toConferenceView({ ...conferenceSample, ...fields }, TODAY);

  it('names who cannot be decided any more, and offers what the reader may do', () => {
    const shown = view();
    expect(shown.groups[0]?.rows[0]?.problem).toContain('依据已经不同');
    expect(shown.groups[0]?.rows[1]?.problem).toBe('');
    expect(shown).toMatchObject({ isOpen: true, canApply: true, applyLabel: '60 个决定一起生效' });
    expect(view({ canApply: false })).toMatchObject({ canApply: false });
    expect(view({ canApply: false }).whoApplies).toContain('组长');
    expect(view({ prepared: [] })).toMatchObject({ canApply: false, goLabel: '开始会诊', whoApplies: '' });
  });

  it('has minutes only of what was put in force', () => {
    const { earlier } = view();
    expect(earlier.map(({ hasMinutes }) => hasMinutes)).toEqual(
      conferenceSample.earlier.map(({ minutesHash }) => minutesHash !== null),
    );
  });

  it('shows a member what is still to be said', () => {
    expect(toConsultView(conferenceOfMemberSample, TODAY).left).toBe('还有 25 位没有写看法。');
    expect(toConsultView({ ...conferenceOfMemberSample, students: [] }, TODAY).left).toBe('');
    expect(toConsultView({ conference: null, isPresent: false, students: [] }, TODAY).conferenceId).toBe('');
  });
});

describe('keys on a PC', () => {
  const proposed = { tier: 2, change: null, identified: true } as const;
  const ending = {
    tier: null,
    change: { caseTier: 2 } as never,
    identified: false,
  } as const;

  it.each([
    ['2', proposed, { outcome: 'confirm', tier: '' }],
    ['1', proposed, { outcome: 'change', tier: '1' }],
    ['3', proposed, { outcome: 'change', tier: '3' }],
    ['0', proposed, { outcome: 'dismiss', tier: '' }],
    ['0', ending, { outcome: 'close', tier: '' }],
    ['4', proposed, null],
    ['a', proposed, null],
  ] as const)('%s of %j is %j', (key, of, said) => {
    expect(fieldsOfKey(key, of)).toEqual(said);
  });
});
