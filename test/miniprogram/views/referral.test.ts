import { describe, expect, it } from 'vitest';
import { actions } from '#core/contract/actions';
import type { OwnReferralItem, ReferralListItem, ReferralView } from '#core/contract/index';
import {
  firstReferralFields,
  missingInAnswer,
  missingInReferral,
  sayAnswered,
  sayFiled,
  sayPlace,
  toReferralFormView,
  toReferralInput,
  toReferralPageView,
} from '../../../miniprogram/views/referral';
import { emptyReferrals, sayWaiting, toOwnRow, toReferralRow } from '../../../miniprogram/views/referrals';

const TODAY = '2026-09-14';
const ID = '01990000-0000-7000-8000-000000000001';
const student = { id: ID, studentNo: '202409011008', name: '佘祎', className: '生物科学241' };
const item: ReferralListItem = {
  referralId: 'r',
  student,
  referrer: { name: '陶景行', role: 'teacher' },
  filedOn: '2026-09-05',
  standing: 'waiting',
  answeredOn: null,
  days: 9,
  isOverdue: true,
};
const view: ReferralView = {
  ...item,
  dueOn: '2026-09-12',
  causes: ['internet-addiction'],
  causeNote: '厌学',
  seen: '两周没有来上课。',
  photos: [{ photoId: 'p', url: 'https://files.example/p' }],
  figures: { outstandingCredits: '3.00', gpa: null, toNextTier: null },
  currentTier: null,
  ifAccepted: { term: '2025-2026-2', tier: 'watch' },
  place: null,
  answer: null,
  canAnswer: true,
  nextReferralId: null,
};

describe('填写早报告', () => {
  it('names the student of the archive, or asks for number and name', () => {
    expect(toReferralFormView({ student, answerDays: 7 })).toEqual({
      isPicked: true,
      name: '佘祎',
      detail: '生物科学241 · 202409011008',
      promise: '诊断会在 7 天内答复。您会看到是否采纳。',
    });
    expect(toReferralFormView({ student: null, answerDays: 7 }).isPicked).toBe(false);
  });

  const typed = {
    ...firstReferralFields({ student: null, answerDays: 7 }),
    studentNo: '202409011008',
    studentName: '佘祎',
    seen: '两周没有来上课。',
  };
  it.each([
    [{ studentNo: ' ' }, 'studentNo'],
    [{ studentName: '' }, 'studentName'],
    [{ seen: '\n' }, 'seen'],
    [{ causeNote: '因'.repeat(101) }, 'causeNote'],
    [{}, undefined],
  ])('%j: what is missing is %s', (change, field) => {
    expect(missingInReferral({ ...typed, ...change })?.field).toBe(field);
  });

  it('does not ask again for a student that was picked', () => {
    const fields = { ...firstReferralFields({ student, answerDays: 7 }), seen: '…' };
    expect(missingInReferral({ ...fields, studentNo: '' })).toBeNull();
    expect(toReferralInput(fields, ID).student).toEqual({ studentId: ID });
  });

  it('sends what the action takes, and no cause that it does not know', () => {
    const input = toReferralInput({ ...typed, causes: ['poverty', 'laziness'], photoIds: [ID] }, ID);
    expect(actions['referrals.file'].input.parse(input)).toEqual({
      id: ID,
      student: { studentNo: '202409011008', name: '佘祎' },
      causes: ['poverty'],
      causeNote: '',
      seen: '两周没有来上课。',
      photoIds: [ID],
    });
  });

  it('says until when there will be an answer', () => {
    expect(sayFiled({ referralId: 'r', repeated: false, answerBy: '2026-09-21' }, TODAY)).toBe(
      '诊断会在9月21日前答复',
    );
  });
});

describe('答复早报告', () => {
  it('shows what was seen, the figures, and what accepting would do', () => {
    expect(toReferralPageView(view, TODAY)).toMatchObject({
      name: '佘祎',
      word: '答复已逾期',
      tone: 'late',
      filed: '9月5日由专业教师陶景行报告',
      due: '已等 9 天，9月12日前答复',
      causes: '网络成瘾、厌学',
      seen: '两周没有来上课。',
      photos: [{ key: 'p', label: '照片 1' }],
      consequence:
        '采纳后计入2025-2026学年第2学期的「早报告」情形，按不及格学分建议为建档关注，由诊断会认定。',
      canAnswer: true,
      isAnswered: false,
    });
  });

  it('says no data where there is no grade, and nothing of the meeting to who does not see it', () => {
    const other = toReferralPageView({ ...view, figures: null, ifAccepted: null, canAnswer: false }, TODAY);
    expect(other).toMatchObject({
      figures: [],
      noGrades: true,
      consequence: '',
      answered: '',
      proposalId: '',
    });
  });

  it('shows the answer, and leads to the student on the list', () => {
    const answered = toReferralPageView(
      {
        ...view,
        standing: 'accepted',
        isOverdue: false,
        answer: { answerId: 'a', outcome: 'accepted', on: TODAY, by: '周明远', reason: '' },
        place: { kind: 'listed', proposalId: 'p', isDecided: false },
        canAnswer: false,
      },
      TODAY,
    );
    expect(answered).toMatchObject({
      word: '已采纳',
      tone: 'done',
      due: '',
      answered: '今天由周明远答复：已采纳',
      proposalId: 'p',
      isAnswered: true,
    });
  });

  it.each([
    [{ kind: 'listed', proposalId: 'p', isDecided: false }, '现在认定'],
    [{ kind: 'listed', proposalId: 'p', isDecided: true }, '已对这位学生作出决定'],
    [{ kind: 'has-case', tier: 2 }, '已在帮扶中（二级）'],
    [{ kind: 'next-screening' }, '下一次筛查会列出'],
  ] as const)('%j', (place, words) => {
    expect(sayPlace(place)).toContain(words);
    expect(sayAnswered('佘祎', 'accepted', place)).toMatch(/^佘祎的早报告已采纳。/);
  });

  it.each([
    [null, '', false, 'outcome'],
    ['accepted', '', false, undefined],
    ['accepted', '', true, 'reason'],
    ['not-accepted', ' ', false, 'reason'],
    ['not-accepted', '已请病假', false, undefined],
  ] as const)('%s with reason "%s", changing %s: missing %s', (outcome, reason, isRevision, field) => {
    expect(missingInAnswer(outcome, reason, isRevision)?.field).toBe(field);
  });
});

describe('早报告的名单', () => {
  const own: OwnReferralItem = {
    referralId: 'r',
    studentName: '佘祎',
    studentNo: '202409011008',
    filedOn: '2026-09-13',
    standing: 'waiting',
    answeredOn: null,
  };
  it.each([
    ['waiting', null, '待答复', true, '昨天报告'],
    ['accepted', TODAY, '已采纳', false, '昨天报告 · 今天答复'],
    ['not-accepted', TODAY, '未采纳', false, '昨天报告 · 今天答复'],
    ['withdrawn', TODAY, '已撤回', false, '昨天报告'],
  ] as const)('of one’s own, %s', (standing, answeredOn, word, canWithdraw, when) => {
    expect(toOwnRow({ ...own, standing, answeredOn }, TODAY)).toMatchObject({
      word,
      canWithdraw,
      when,
      canOpen: false,
    });
  });

  it('of the department: who reported, how long it has waited', () => {
    expect(toReferralRow(item, TODAY)).toMatchObject({
      name: '佘祎',
      detail: '生物科学241 · 专业教师\u00a0陶景行',
      word: '答复已逾期',
      tone: 'late',
      when: '9月5日报告 · 已等\u00a09\u00a0天',
      canOpen: true,
      canWithdraw: false,
      spoken: '佘祎，生物科学241，答复已逾期',
    });
    expect(toReferralRow({ ...item, days: 0, isOverdue: false, filedOn: TODAY }, TODAY)).toMatchObject({
      word: '待答复',
      tone: 'due',
      when: '今天报告 · 今天收到',
    });
  });

  it('says what an empty one means, and how many more wait', () => {
    for (const scope of ['waiting', 'answered', 'mine'] as const) {
      expect(emptyReferrals(scope).title).not.toBe('');
    }
    expect(sayWaiting(3)).toBe('全部早报告');
    expect(sayWaiting(4)).toBe('全部 4 份待答复');
  });
});
