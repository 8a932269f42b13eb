import type { Slot } from './courses';
import type { Gender } from './names';

/** What became of a course, where it is not the ordinary pass. */
export type Mark =
  /** Failed, and failed the resit. */
  | 'failed'
  /** 缺考 in the examination and in the resit. */
  | 'absent'
  | 'cheated'
  /** 缓考: pending. */
  | 'deferred'
  /** 缓考, then examined with the resit and passed. */
  | 'deferred-passed'
  /** Not yet entered: pending. */
  | 'blank'
  /** 中期退课 (W). */
  | 'withdrawn'
  /** 免修 */
  | 'exempt'
  /** Failed; the row's own 补考成绩 passes. */
  | 'resit-passed'
  /** Failed; the row's own 重修成绩 passes. */
  | 'retake-column'
  /** Failed, retaken a year later and passed: a row of its own, 重修标记 1. */
  | 'retaken'
  /** Failed, retaken a year later and failed again. */
  | 'failed-again';

export type PlannedTier = 'watch' | 1 | 2 | 3 | null;

export interface Standing {
  /** 不及格学分 as a decimal. */
  readonly credits: string;
  /** null: not identified. */
  readonly tier: PlannedTier;
}

/** One student whose way is planned; everybody else is ordinary. */
export interface Plan {
  readonly className: string;
  readonly name: string;
  readonly gender: Gender;
  /** Why this student is here. */
  readonly story: string;
  /** Mean score; one for each semester where it changes. */
  readonly mean: number | readonly number[];
  readonly marks: Readonly<Partial<Record<Slot, Mark>>>;
  /** Every semester's average point is steered to exactly 1.5; `below`: the last one step under. */
  readonly steer?: 'exact' | 'below';
  /** First terms spent in another department: only a personal transcript has them. */
  readonly transferred?: boolean;
  /** After 2025-2026-1 and after 2025-2026-2, by the policy of 2015. */
  readonly before: Standing;
  readonly after: Standing;
}

function marks(mark: Mark, slots: string): Partial<Record<Slot, Mark>> {
  return Object.fromEntries(slots.split(' ').map((slot) => [slot, mark]));
}
const failed = (slots: string) => marks('failed', slots);
const standing = (credits: string, tier: PlannedTier): Standing => ({ credits, tier });

export const plans: readonly Plan[] = [
  // tier 3
  {
    className: '生物科学241',
    name: '沈翀',
    gender: '男',
    mean: 66,
    story: '加重：二级 → 三级',
    marks: failed('chem math1 organic biochem microLab genetics cell mao'),
    before: standing('16.50', 2),
    after: standing('26.00', 3),
  },
  {
    className: '生物技术241',
    name: '贺堃',
    gender: '男',
    mean: 66,
    story: '恰好 25.00：三级',
    marks: failed('chem math1 organic math2 biochem probability cell literature'),
    before: standing('21.00', 2),
    after: standing('25.00', 3),
  },
  {
    className: '生物技术242',
    name: '段垚',
    gender: '男',
    mean: 62,
    story: '多门缺考，一直三级',
    marks: {
      ...failed('chem math1 english1 organic math2 genetics'),
      ...marks('absent', 'history biochem probability physics'),
    },
    before: standing('30.00', 3),
    after: standing('33.50', 3),
  },
  {
    className: '生物技术251',
    name: '牛犇',
    gender: '男',
    mean: 63,
    story: '一年级，一级 → 三级',
    marks: failed('chem math1 botany english1 organic math2 zoology english2'),
    before: standing('13.00', 1),
    after: standing('26.00', 3),
  },
  // tier 2
  {
    className: '生物科学242',
    name: '陆珺',
    gender: '女',
    mean: 70,
    story: '好转：重修通过，三级 → 二级；高数重修仍不及格只计一次',
    marks: {
      ...failed('chem zoology biochem probability microLab'),
      ...marks('retaken', 'organic math2'),
      ...marks('failed-again', 'math1'),
    },
    before: standing('25.50', 3),
    after: standing('18.50', 2),
  },
  {
    className: '生物科学241',
    name: '佘祎',
    gender: '女',
    mean: 67,
    story: '24.75：差一步三级',
    marks: failed('chem math1 organic math2 biochem probability policy2 policy3 mao policy4'),
    before: standing('21.50', 2),
    after: standing('24.75', 2),
  },
  {
    className: '生物科学242',
    name: '温玥',
    gender: '女',
    mean: 72,
    story: '恰好 15.00：二级（上学期为临界）',
    marks: failed('chem math1 organic literature mao'),
    before: standing('11.00', null),
    after: standing('15.00', 2),
  },
  {
    className: '生物技术242',
    name: '罗昇',
    gender: '男',
    mean: 69,
    story: '加重：一级 → 二级',
    marks: failed('chem math2 biochem chemLab genetics english4'),
    before: standing('12.50', 1),
    after: standing('18.00', 2),
  },
  {
    className: '生物科学251',
    name: '邵亦舟',
    gender: '男',
    mean: 75,
    story: '一年级，本学期新认定二级',
    marks: failed('chem math1 organic math2 computing'),
    before: standing('7.00', null),
    after: standing('16.50', 2),
  },
  {
    className: '生物技术241',
    name: '秦书喆',
    gender: '男',
    mean: 70,
    story: '有机化学重修再次不及格，只计一次；一直二级',
    marks: { ...failed('chem biochem probability policy4'), ...marks('failed-again', 'organic') },
    before: standing('15.00', 2),
    after: standing('15.25', 2),
  },
  // tier 1
  {
    className: '生物科学241',
    name: '纪瑄',
    gender: '女',
    mean: 73,
    story: '恰好 12.00：一级（上学期恰好 9.00，临界）',
    marks: failed('math1 math2 probability cell'),
    before: standing('9.00', null),
    after: standing('12.00', 1),
  },
  {
    className: '生物技术242',
    name: '戚頔',
    gender: '男',
    mean: 70,
    story: '14.75：不足 15，仍为一级',
    marks: failed('chem math1 organic physics policy1 policy3 policy4'),
    before: standing('14.50', 1),
    after: standing('14.75', 1),
  },
  {
    className: '生物技术241',
    name: '王梓涵',
    gender: '女',
    mean: 74,
    story: '与生物科学241的王梓涵同名',
    marks: failed('chem math2 biochem genetics'),
    before: standing('11.00', null),
    after: standing('14.50', 1),
  },
  {
    className: '生物科学241',
    name: '王梓涵',
    gender: '女',
    mean: 84,
    story: '与生物技术241的王梓涵同名，成绩良好',
    marks: {},
    before: standing('0.00', null),
    after: standing('0.00', null),
  },
  {
    className: '生物科学242',
    name: '孔祥瑞',
    gender: '男',
    mean: 72,
    story: '好转：有机化学重修通过，二级 → 一级',
    marks: { ...failed('chem math1 biochem zoologyLab botanyLab'), ...marks('retaken', 'organic') },
    before: standing('17.00', 2),
    after: standing('13.00', 1),
  },
  {
    className: '生物科学252',
    name: '欧阳靖',
    gender: '男',
    mean: 75,
    story: '一年级，本学期新认定一级',
    marks: failed('chem math1 organic organicLab'),
    before: standing('7.00', null),
    after: standing('12.50', 1),
  },
  {
    className: '生物技术252',
    name: '莫子昂',
    gender: '男',
    mean: 75,
    story: '一年级，缺考',
    marks: { ...failed('chem math2'), ...marks('absent', 'english1 history') },
    before: standing('7.00', null),
    after: standing('13.00', 1),
  },
  {
    className: '生物科学241',
    name: '史可非',
    gender: '男',
    mean: 72,
    story: '一直一级（上学期恰好 12.00）',
    marks: failed('chem organic biochem literature'),
    before: standing('12.00', 1),
    after: standing('13.00', 1),
  },
  // watch: identified by the average alone
  {
    className: '生物技术241',
    name: '汤嘉禾',
    gender: '男',
    mean: 65,
    steer: 'below',
    story: '平均学分绩点略低于 1.5（上学期恰好 1.5，不认定）',
    marks: {},
    before: standing('0.00', null),
    after: standing('0.00', 'watch'),
  },
  {
    className: '生物技术242',
    name: '龚志诚',
    gender: '男',
    mean: 61,
    story: '绩点低，不及格 6 学分：建档关注',
    marks: failed('math1 math2'),
    before: standing('6.00', 'watch'),
    after: standing('6.00', 'watch'),
  },
  {
    className: '生物科学241',
    name: '向晚舟',
    gender: '女',
    mean: 61,
    story: '绩点低，距一级 2 学分：建档关注且临界',
    marks: failed('chem math1 probability'),
    before: standing('10.00', 'watch'),
    after: standing('10.00', 'watch'),
  },
  {
    className: '生物科学252',
    name: '覃小满',
    gender: '女',
    mean: 60,
    story: '一年级，绩点低',
    marks: failed('chem'),
    before: standing('4.00', 'watch'),
    after: standing('4.00', 'watch'),
  },
  {
    className: '生物技术251',
    name: '武承恩',
    gender: '男',
    mean: [74, 58],
    story: '一年级，本学期绩点降到 1.5 以下',
    marks: failed('math1 math2 organic'),
    before: standing('3.00', null),
    after: standing('10.00', 'watch'),
  },
  {
    className: '生物技术251',
    name: '严初雪',
    gender: '女',
    mean: [60, 88],
    story: '好转：绩点回到 1.5 以上',
    marks: {},
    before: standing('0.00', 'watch'),
    after: standing('0.00', null),
  },
  // not identified, and why
  {
    className: '生物科学242',
    name: '尹安之',
    gender: '男',
    mean: 65,
    steer: 'exact',
    story: '平均学分绩点恰好 1.5：不认定',
    marks: {},
    before: standing('0.00', null),
    after: standing('0.00', null),
  },
  {
    className: '生物技术242',
    name: '钱思源',
    gender: '男',
    mean: 78,
    story: '好转：四门重修通过，一级 → 清零',
    marks: marks('retaken', 'organic math2 zoology english2'),
    before: standing('13.00', 1),
    after: standing('0.00', null),
  },
  {
    className: '生物科学242',
    name: '黎朔',
    gender: '男',
    mean: 77,
    story: '临界：11.75',
    marks: failed('chem organic math1 policy2 policy3 policy4'),
    before: standing('11.50', null),
    after: standing('11.75', null),
  },
  {
    className: '生物技术241',
    name: '侯望舒',
    gender: '女',
    mean: 77,
    story: '临界：恰好 9.00',
    marks: failed('biochem physics english3'),
    before: standing('9.00', null),
    after: standing('9.00', null),
  },
  {
    className: '生物科学251',
    name: '白一川',
    gender: '男',
    mean: 78,
    story: '8.75：不在临界名单',
    marks: failed('chem math2 chemLab policy2'),
    before: standing('5.50', null),
    after: standing('8.75', null),
  },
  {
    className: '生物技术252',
    name: '龙在田',
    gender: '男',
    mean: 78,
    story: '临界：10.50',
    marks: failed('chem organic computing'),
    before: standing('4.00', null),
    after: standing('10.50', null),
  },
  {
    className: '生物科学242',
    name: '薛以宁',
    gender: '女',
    mean: 76,
    story: '临界：10.00，另有两门缓考未定',
    marks: { ...failed('chem math1 probability'), ...marks('deferred', 'genetics cell') },
    before: standing('10.00', null),
    after: standing('10.00', null),
  },
  {
    className: '生物科学241',
    name: '石开泰',
    gender: '男',
    mean: 79,
    story: '选修课不及格，不计入',
    marks: failed('free1 free2 free3 free4'),
    before: standing('0.00', null),
    after: standing('0.00', null),
  },
  {
    className: '生物技术242',
    name: '江问渠',
    gender: '男',
    mean: 76,
    story: '俱乐部体育末学期不及格，先前的及格不能抵',
    marks: failed('pe4'),
    before: standing('0.00', null),
    after: standing('1.00', null),
  },
  {
    className: '生物技术241',
    name: '任知微',
    gender: '女',
    mean: 79,
    story: '俱乐部体育不及格，次学期正常修读及格不能抵',
    marks: failed('pe2'),
    before: standing('1.00', null),
    after: standing('1.00', null),
  },
  {
    className: '生物技术241',
    name: '丁海若',
    gender: '女',
    mean: 79,
    story: '俱乐部体育重修通过',
    marks: marks('retaken', 'pe1'),
    before: standing('0.00', null),
    after: standing('0.00', null),
  },
  {
    className: '生物科学252',
    name: '崔晚晴',
    gender: '女',
    mean: 80,
    story: '缓考后随补考通过；一门退课',
    marks: { math1: 'deferred-passed', free2: 'withdrawn' },
    before: standing('0.00', null),
    after: standing('0.00', null),
  },
  {
    className: '生物技术252',
    name: '万里鹏',
    gender: '男',
    mean: 74,
    story: '考试作弊',
    marks: { math2: 'cheated' },
    before: standing('0.00', null),
    after: standing('3.00', null),
  },
  {
    className: '生物科学251',
    name: '倪霜',
    gender: '女',
    mean: 88,
    story: '免修；一门成绩未录入',
    marks: { english1: 'exempt', zoologyLab: 'blank' },
    before: standing('0.00', null),
    after: standing('0.00', null),
  },
  {
    className: '生物科学242',
    name: '郝远',
    gender: '男',
    mean: 72,
    transferred: true,
    story: '转专业：导入个人成绩单后 7.50 → 12.50，一级',
    marks: failed('biochem genetics'),
    before: standing('4.00', null),
    after: standing('7.50', null),
  },
];
