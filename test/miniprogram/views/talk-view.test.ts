import { describe, expect, it } from 'vitest';
import type { TalkView } from '#core/contract/index';
import { toRecordView } from '../../../miniprogram/views/talk-view';

const TODAY = '2026-09-15';

const talk: TalkView = {
  talkId: 't',
  caseId: 'c',
  student: {
    id: 's',
    studentNo: '202409011008',
    name: '佘祎',
    gender: '女',
    nativePlace: '浙江台州',
    className: '生物科学241',
  },
  heldOn: '2026-09-14',
  filedAt: '2026-09-14T09:55:00Z',
  late: null,
  mode: 'in-person',
  place: '学院楼 203',
  duration: null,
  jointRole: null,
  attended: true,
  family: '城镇',
  contact: '19900001008',
  problems: '上课坐后排',
  assessment: '属学习方法问题',
  parentsContacted: true,
  needsAttention: false,
  psychologicalReferral: null,
  details: null,
  author: { name: '沈月华', role: 'adviser' },
  participants: [],
  revisions: [],
  supplements: [],
  signatures: { adviser: { name: '沈月华', on: '2026-09-14' }, counselor: null },
  photos: 2,
  can: { supplement: true, print: true, revise: true },
};

describe('谈话记录表 on the screen', () => {
  it('has the rows of the annex in its order', () => {
    const { identity, texts, answers } = toRecordView(talk, TODAY);
    expect([...identity, ...texts, ...answers].map(({ label, text }) => `${label}：${text}`)).toEqual([
      '学生姓名：佘祎',
      '性别：女',
      '籍贯：浙江台州',
      '班级：生物科学241',
      '家庭情况：城镇',
      '学生联系方式：19900001008',
      '主要问题与表现：上课坐后排',
      '初步评估及建议：属学习方法问题',
      '是否与家长联系：是',
      '需要进一步关注：否',
      '建议心理素质教育中心关注：未填',
    ]);
  });

  it.each([
    ['in-person', '学院楼 203', '2026年9月14日 · 面谈 · 学院楼 203'],
    ['phone', '', '2026年9月14日 · 电话'],
    ['online', '', '2026年9月14日 · 线上'],
  ] as const)('%s at 「%s」 is headed %s', (mode, place, detail) => {
    expect(toRecordView({ ...talk, mode, place }, TODAY).detail).toBe(detail);
  });

  it.each([
    [null, '沈月华 昨天 17:55 填写'],
    [{ days: 1 }, '沈月华 昨天 17:55 填写，补录（晚 1 天）'],
    [{ days: 12 }, '沈月华 昨天 17:55 填写，补录（晚 12 天）'],
  ])('filed with a lag of %o says %s', (late, filed) => {
    expect(toRecordView({ ...talk, late }, TODAY).filed).toBe(filed);
  });

  it.each([true, false])('the student came %s: a no-show is marked', (attended) => {
    expect(toRecordView({ ...talk, attended }, TODAY).isNoShow).toBe(!attended);
  });

  it('what is not registered stays blank, as on paper', () => {
    const view = toRecordView(
      { ...talk, student: { ...talk.student, gender: null, nativePlace: null } },
      TODAY,
    );
    expect(view.identity.slice(1, 3).map(({ text }) => text)).toEqual(['', '']);
  });

  it.each([
    [null, '未签', ''],
    [{ name: '林书航', on: null }, '林书航', '未单独谈话'],
    [{ name: '林书航', on: '2026-09-15' }, '林书航', '2026年9月15日'],
  ])('the counselor %o signs as %s, dated %s', (counselor, name, on) => {
    const view = toRecordView({ ...talk, signatures: { adviser: null, counselor } }, TODAY);
    expect(view).toMatchObject({ counselor: name, counselorOn: on, adviser: '未签', adviserOn: '' });
  });

  it('an opinion says whose it is, when it was written, and its own talk where there was one', () => {
    const supplement = {
      id: 'u',
      text: '同意搬回宿舍',
      heldOn: '2026-09-14',
      filedAt: '2026-09-15T02:00:00Z',
      author: { name: '林书航', role: 'counselor' },
    } as const;
    const { supplements } = toRecordView(
      { ...talk, supplements: [supplement, { ...supplement, id: 'v', heldOn: null }] },
      TODAY,
    );
    expect(supplements).toMatchObject([
      { by: '辅导员 林书航 · 今天 10:00', held: '2026年9月14日谈话' },
      { by: '辅导员 林书航 · 今天 10:00', held: '' },
    ]);
  });

  it.each([
    [true, false],
    [false, true],
  ])('offers the opinion %s and the print %s as the server allows', (supplement, print) => {
    expect(toRecordView({ ...talk, can: { ...talk.can, supplement, print } }, TODAY)).toMatchObject({
      canSupplement: supplement,
      canPrint: print,
    });
  });
});
