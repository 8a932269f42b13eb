import type { MarkMeaning, NatureKind } from './policy';

export const NATURE_LABELS: Readonly<Record<NatureKind, string>> = {
  required: '必修',
  restricted: '限选',
  elective: '任选、公选',
  minor: '辅修',
};

export const MARK_LABELS: Readonly<Record<MarkMeaning, string>> = {
  passed: '通过',
  failed: '不及格',
  pending: '待定',
  ignored: '不计',
  void: '作废',
};

/** Parts of a path within a policy; what is not here is a word of the department's own. */
const WORDS: Readonly<Record<string, string>> = {
  id: '办法编号',
  version: '版本',
  title: '名称',
  effectiveFrom: '生效日期',
  criteria: '认定情形',
  truancyHours: '旷课学时',
  failedCoursesFrom: '不合格课程起点学分',
  warningLine: '学业预警线',
  gpaBelow: '平均学分绩点界限',
  studyDisciplineKinds: '学习类违纪的种类',
  tiers: '帮扶类型',
  tier: '类型',
  from: '起点学分',
  below: '上限学分',
  word: '颜色名称',
  nearMissWithin: '接近认定线的学分',
  courses: '课程',
  countedNatures: '计入不及格学分的课程性质',
  natures: '课程性质对照',
  text: '文字',
  match: '比对方式',
  kind: '性质',
  repeatableCodes: '可重复课程代码',
  repeatableNames: '可重复课程名称',
  substitutions: '课程替代',
  code: '原课程代码',
  by: '替代课程代码',
  grading: '成绩',
  passMark: '及格线',
  levels: '等级成绩',
  percent: '折合百分成绩',
  isPass: '是否通过',
  marks: '成绩标记',
  point: '绩点公式',
  base: '减去的分数',
  step: '除以的分数',
  resitCap: '补考通过的最高绩点',
  facts: '名单用语',
  absences: '旷课记录用语',
  warningKinds: '预警名单类型',
  referrals: '早报告用语',
  termEnds: '学期结束日',
  duties: '应办事项',
  watch: '建档关注',
  firstTalk: '首次谈话',
  firstTalkInPerson: '首次谈话须面对面',
  regularTalk: '定期谈话',
  adviser: '班主任',
  counselor: '辅导员',
  studyPlan: '学习计划',
  phoneParents: '电话告知家长',
  warningLetter: '书面预警通知书',
  pairing: '一对一结对',
  jointMeeting: '家长来校面谈',
  planReview: '学习计划检查',
  courseAdvice: '选课咨询',
  volunteerGuidance: '志愿者指导',
  focusNote: '课堂重点关注',
  dueDays: '期限天数',
  openDaysBefore: '提前待办天数',
  handoverDays: '接手后的天数',
  referralAnswerDays: '早报告答复天数',
  reminders: '提醒',
  daysBefore: '到期前提醒的天数',
  overdueEvery: '逾期后每隔的天数',
  leaderAfter: '逾期后告知组长的天数',
  quiet: '安静时段',
  quietFrom: '开始时刻',
  until: '结束时刻',
  help: '志愿帮扶',
  dayLimit: '每日上限，超过须辅导员确认',
  filingDays: '帮扶补记期限',
  codeMinutes: '确认码有效时间',
  clockAhead: '手机时钟最多可快',
  quietDays: '没有帮扶多久后提到前面',
  guidanceDays: '指导补记期限',
  callDays: '招募最长期限',
  matching: '结对理由',
  course: '学过一门所缺课程',
  grade: '成绩满分时再加（60 分为 0）',
  period: '每段共同空闲时间',
  periodsCounted: '空闲时间最多计',
  campus: '同一校区',
  classWish: '合本班或外班愿望',
  former: '以前帮扶过',
  load: '手头每有一名同学减去',
  teaching: '专业教师',
  lessonDays: '课堂补记期限',
  qaAhead: '答疑最多提前通知',
  qaBack: '答疑补通知期限',
};

/**
 * Where in a policy, in Chinese: `courses.substitutions[0].by` is 课程替代第 1 行的替代课程代码.
 *
 * @param path as parsePolicy names it; empty: the whole
 */
export function sayPolicyPath(path: string): string {
  if (path === '') return '整份办法';
  const parts = path
    .replace('quiet.from', 'quiet.quietFrom')
    .split('.')
    .map((part) => {
      const [name = '', row] = part.split('[');
      const said = Object.hasOwn(WORDS, name) ? (WORDS[name] ?? name) : (TIER_WORDS[name] ?? name);
      if (row === undefined) return said;
      const place = Number.parseInt(row, 10) + 1;
      return (name === 'tiers' && TIER_WORDS[String(place)]) || `${said}第 ${place} 行`;
    });
  // The group that the office never sees as such.
  return parts.filter((part) => part !== '课程' && part !== '成绩').join('的') || parts.join('的');
}

const TIER_WORDS: Readonly<Record<string, string>> = { '1': '一级', '2': '二级', '3': '三级' };
