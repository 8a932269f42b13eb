/** 换学期: the steps from one semester to the next, in their order. Whether one is done follows from the data. */
export const ROLLOVER_STEPS = [
  'calendar',
  'assignments',
  'imports',
  'screening',
  'meeting',
  'carry-over',
  'closing',
  'summary',
] as const;
export type RolloverStep = (typeof ROLLOVER_STEPS)[number];

export const ROLLOVER_LABELS: Readonly<Record<RolloverStep, string>> = {
  calendar: '录入校历',
  assignments: '每班有班主任和辅导员',
  imports: '导入上学期成绩',
  screening: '正式筛查',
  meeting: '开诊断会，逐人决定',
  'carry-over': '旧档案转入或结案',
  closing: '其余旧档案结案',
  summary: '签发学期总结',
};

/** `next`: the first that is not done; `later`: waits for it. */
export type StepState = 'done' | 'next' | 'later';

/** The states of the steps, in their order, from which of them the data shows as done. */
export function stepStates(
  isDone: Readonly<Record<RolloverStep, boolean>>,
): Readonly<Record<RolloverStep, StepState>> {
  const next = ROLLOVER_STEPS.find((step) => !isDone[step]);
  return Object.fromEntries(
    ROLLOVER_STEPS.map((step) => [step, isDone[step] ? 'done' : step === next ? 'next' : 'later']),
  ) as Record<RolloverStep, StepState>;
}
