import { describe, expect, it } from 'vitest';
import type { FilingResult, TalkForm } from '#core/contract/index';
import { TIER_LABELS } from '#core/domain/labels';
import { NO_DETAILS } from '#core/domain/talk-details';
import {
  firstFields,
  fromChosen,
  lengthError,
  sayChosenDate,
  toChosen,
  toDateNote,
  toFiled,
  toTalkFormView,
  toTalkInput,
} from '../../../miniprogram/views/talk-form';

const TODAY = '2026-09-14';
const ID = '0199436e-7d3c-7c41-9c55-6f1e63b0a001';

const form: TalkForm = {
  caseId: '0199436e-7d3c-7c41-9c55-6f1e63b0a002',
  today: TODAY,
  student: {
    id: '0199436e-7d3c-7c41-9c55-6f1e63b0a003',
    studentNo: '20230101001',
    name: '王小禾',
    gender: '女',
    nativePlace: null,
    className: '生科231',
  },
  family: '农村，双亲务农',
  contact: '13800000000',
  tier: 3,
  decidedOn: '2026-09-07',
  outstanding: [{ courseName: '普通化学', credit: '3.00', term: '2025-2026-1' }],
  details: NO_DETAILS,
  plan: null,
  earlier: [],
  lastTalk: null,
  duty: {
    kind: 'first-talk',
    role: 'adviser',
    state: 'open',
    dueOn: TODAY,
    doneOn: null,
    because: '9月7日认定 + 7天 = 9月14日',
  },
  role: 'adviser',
  colleague: { role: 'counselor', name: '陈敏' },
};

describe('the talk form opens with everything known', () => {
  it('fills in today, face to face, family and contact; leaves the rest to the person', () => {
    expect(firstFields(form)).toMatchObject({
      heldOn: TODAY,
      mode: 'in-person',
      attended: true,
      family: '农村，双亲务农',
      contact: '13800000000',
      problems: '',
      parentsContacted: null,
    });
  });

  it('shows the tier with its word and the duty with its reason', () => {
    const view = toTalkFormView(form);
    expect(view.tierWord).toBe('三级（最重）');
    expect(view.due).toMatchObject({ word: '今天到期', because: '9月7日认定 + 7天 = 9月14日' });
    expect(view.colleague).toBe('辅导员陈敏也在场');
    expect(view.facts.find(({ label }) => label === '籍贯')?.value).toBe('未登记');
  });

  it('offers no joint talk where nobody is assigned', () => {
    expect(toTalkFormView({ ...form, colleague: { role: 'counselor', name: null } }).colleague).toBe('');
  });
});

describe('what is known of the student', () => {
  it.each(['watch', 1, 2, 3] as const)('tier %s has its word', (tier) => {
    expect(toTalkFormView({ ...form, tier }).tierWord).toBe(TIER_LABELS[tier]);
  });

  it.each([
    [0, '无', []],
    [1, '1 门', [1]],
    [51, '51 门', [50, 1]],
  ])('%i courses to make up are counted %s, and none is left out', (count, note, sizes) => {
    const outstanding = Array.from({ length: count }, () => ({
      courseName: '普通化学',
      credit: '3.00',
      term: '2025-2026-1',
    }));
    const view = toTalkFormView({ ...form, outstanding });
    expect(view.outstandingNote).toBe(note);
    expect(view.outstanding.map(({ rows }) => rows.length)).toEqual(sizes);
    const keys = view.outstanding.flatMap(({ rows }) => rows.map(({ key }) => key));
    expect(new Set(keys).size).toBe(count);
  });

  it.each([
    ['overdue', '2026-09-11', '逾期3天', '首次谈话 · 应于9月11日'],
    ['open', TODAY, '今天到期', '首次谈话'],
    ['upcoming', '2026-09-21', '未到期', '首次谈话 · 9月21日前'],
  ] as const)('a talk that is %s on %s says %s: %s', (state, dueOn, word, text) => {
    const duty = form.duty && { ...form.duty, state, dueOn };
    expect(toTalkFormView({ ...form, duty }).due).toMatchObject({ word, text });
  });

  it('without a duty says nothing of a date', () => {
    expect(toTalkFormView({ ...form, duty: null }).due).toBeNull();
  });

  it('brings the last talk, or none', () => {
    expect(toTalkFormView(form)).toMatchObject({ hasLastTalk: false, lastTalkHead: '' });
    const lastTalk = {
      talkId: ID,
      heldOn: '2026-09-13',
      by: '陈敏',
      problems: '上课坐后排',
      assessment: '属学习方法问题',
    };
    expect(toTalkFormView({ ...form, lastTalk })).toMatchObject({
      hasLastTalk: true,
      lastTalkHead: '昨天 · 陈敏',
      lastTalkProblems: '上课坐后排',
      lastTalkAssessment: '属学习方法问题',
    });
  });

  it.each([
    ['adviser', '班主任沈月华也在场'],
    ['counselor', '辅导员沈月华也在场'],
  ] as const)('the colleague %s is called %s', (role, said) => {
    expect(toTalkFormView({ ...form, colleague: { role, name: '沈月华' } }).colleague).toBe(said);
  });

  it.each([
    [TODAY, '今天（2026年9月14日）'],
    ['2026-09-13', '2026年9月13日'],
  ])('the date %s is shown whole: %s', (heldOn, said) => {
    expect(sayChosenDate(heldOn, TODAY)).toBe(said);
  });
});

describe('what is sent', () => {
  it('carries the id of the draft, and nothing that the action does not know', () => {
    const input = toTalkInput(firstFields(form), form, ID);
    expect(input.id).toBe(ID);
    expect(Object.keys(input).sort()).toEqual(
      [
        'assessment',
        'attended',
        'caseId',
        'contact',
        'details',
        'duration',
        'family',
        'heldOn',
        'id',
        'jointWith',
        'mode',
        'needsAttention',
        'parentsContacted',
        'place',
        'problems',
        'psychologicalReferral',
      ].sort(),
    );
  });

  it.each([
    [true, true, '陈敏', 'counselor'],
    [false, true, '陈敏', null],
    [true, false, '陈敏', null],
    [true, true, null, null],
  ])('joint %s, attended %s, colleague %s is sent as %s', (isJoint, attended, name, jointWith) => {
    const input = toTalkInput(
      { ...firstFields(form), isJoint, attended },
      { ...form, colleague: { role: 'counselor', name } },
      ID,
    );
    expect(input.jointWith).toBe(jointWith);
  });

  it.each([true, false, null])('the answer %s survives the way to the page and back', (answer) => {
    expect(fromChosen(toChosen(answer)[0] ?? null)).toBe(answer);
  });
});

describe('the date says what it means before it is sent', () => {
  it.each([
    ['2026-09-06', '早于认定'],
    ['2026-09-07', '补录'],
    ['2026-09-13', '补录'],
  ])('%s warns of %s', (heldOn, word) => {
    expect(toDateNote(heldOn, form)).toContain(word);
  });

  it('today says nothing', () => {
    expect(toDateNote(TODAY, form)).toBe('');
  });
});

describe('lengths', () => {
  it.each([
    ['family', 300, ''],
    ['family', 301, '超出 1 字'],
    ['problems', 4000, ''],
    ['problems', 4002, '超出 2 字'],
  ] as const)('%s of %i characters', (field, length, error) => {
    const said = lengthError(field, '字'.repeat(length));
    expect(error === '' ? said : said.slice(0, error.length)).toBe(error);
  });

  it('counts a rare character of a name once', () => {
    expect(lengthError('place', '𠮷'.repeat(50))).toBe('');
  });
});

describe('after filing', () => {
  const next = {
    kind: 'regular-talk',
    role: 'adviser',
    state: 'upcoming',
    dueOn: '2026-10-15',
    doneOn: null,
    because: '上次谈话 9月15日 + 一个月',
  } as const;
  const result: FilingResult = { talkId: ID, repeated: false, late: null, closed: [], next };

  it('says what happened and what comes next, with its reason', () => {
    expect(toFiled(result, true, TODAY)).toEqual({
      heading: '谈话已完成',
      next: '下次谈话 10月15日前',
      nextOn: '2026-10-15',
      nextBecause: '上次谈话 9月15日 + 一个月',
      notes: [],
    });
  });

  it.each([
    [true, '2026-09-13', '还有一次谈话应于昨天，请尽快安排'],
    [true, '2026-09-14', '下次谈话 今天之内'],
    [true, '2026-09-15', '下次谈话 明天前'],
    [true, '2027-01-04', '下次谈话 2027年1月4日前'],
    [false, '2026-09-13', '应于昨天，请尽快再约一次'],
    [false, '2026-09-14', '请在今天之内再约一次'],
    [false, '2026-09-15', '请在明天前再约一次'],
  ])('the student came %s, the next is due %s: %s', (attended, dueOn, said) => {
    expect(toFiled({ ...result, next: { ...next, dueOn } }, attended, TODAY).next).toBe(said);
  });

  it('the rule without a date keeps its reason', () => {
    const filed = toFiled({ ...result, next: { ...next, dueOn: null } }, true, TODAY);
    expect(filed).toMatchObject({
      next: '办法未规定您的下一次谈话，需要时随时可谈。',
      nextBecause: next.because,
    });
  });

  it('a no-show keeps the talk open and blames nobody', () => {
    const filed = toFiled({ ...result, next: { ...next, dueOn: '2026-09-18' } }, false, TODAY);
    expect(filed.next).toBe('请在周五前再约一次');
    expect(filed.notes.join()).toContain('不计为您的责任');
  });

  it('without a cadence says that the rule has none', () => {
    expect(toFiled({ ...result, next: null }, true, TODAY).next).toContain('办法未规定');
  });

  it('says that it was late, and that it was received before', () => {
    const { notes } = toFiled({ ...result, late: { days: 3 }, repeated: true }, true, TODAY);
    expect(notes.join()).toContain('第 3 天');
    expect(notes.join()).toContain('没有重复保存');
  });
});
