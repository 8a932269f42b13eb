import { describe, expect, it } from 'vitest';
import { NO_DETAILS } from '#core/domain/talk-details';
import { linesOf } from '../../../miniprogram/views/queue';

describe('a filing beside another', () => {
  it('shows of a talk what was written and what was chosen, and leaves out what is empty', () => {
    expect(
      linesOf('talk', {
        heldOn: '2026-09-14',
        attended: true,
        problems: '缺交作业',
        place: '',
        mode: 'phone',
        duration: 30,
        details: { ...NO_DETAILS, mood: 'poor', since: '上学期' },
      }).map(({ label, text }) => `${label} ${text}`),
    ).toEqual([
      '访谈时间 2026年9月14日',
      '学生到场 是',
      '主要问题与表现 缺交作业',
      '方式 电话',
      '时长 30 分钟',
      '情绪 低落或急躁',
      '发生时间及起因 上学期',
    ]);
  });

  it.each([
    ['supplement', { text: '同意', heldOn: null }, ['补充意见 同意']],
    [
      'call',
      { calledOn: '2026-09-14', phone: '尾号 0001', told: '学分' },
      ['日期 2026年9月14日', '号码 尾号 0001', '告知了什么 学分'],
    ],
    ['plan-review', { heldOn: '2026-09-14', note: '按时' }, ['检查日期 2026年9月14日', '检查情况 按时']],
    ['help', { course: '数学', done: '习题' }, ['课程 数学', '做了什么 习题']],
  ] as const)('shows of a %s its lines', (kind, input, lines) => {
    expect(linesOf(kind, input).map(({ label, text }) => `${label} ${text}`)).toEqual(lines);
  });
});
