import type { FigureItem } from '#core/domain/figure-items';
import { sumFigures } from '#core/domain/figure-sums';
import { type FigureCase, studentItems } from '#core/domain/term-figures';
import type { SummaryContent, SummaryNumbers, TermTiers } from '#core/domain/term-summary';
import { type CaseWork, workItems } from '#core/domain/work-figures';

const TURN = {
  kind: 'regular-talk',
  state: 'on-time',
  dueOn: '2026-10-08',
  doneOn: '2026-10-07',
  reason: null,
} as const;
const LATE = { ...TURN, state: 'late', doneOn: '2026-10-12', reason: 'absent' } as const;

/** A semester of so many invented students, a third of them in each tier. */
export function summaryContent(students: number, signed = true): SummaryContent {
  const cases = Array.from(
    { length: students },
    (_, at): FigureCase => ({
      caseId: `case-${at}`,
      studentId: `student-${at}`,
      classId: `class-${at % 8}`,
      tier: ([1, 2, 3] as const)[at % 3] ?? 1,
      openedOn: '2026-09-14',
      criteria: at % 2 === 0 ? ['low-gpa', 'academic-warning'] : ['failed-courses'],
      causes: at % 5 === 0 ? ['internet-addiction'] : [],
    }),
  );
  const work = cases.map(
    ({ caseId, tier }, at): CaseWork => ({
      caseId,
      tier,
      turns: { adviser: [TURN, at % 4 === 0 ? LATE : TURN], counselor: [TURN] },
      talkers: [{ personId: `person-${at % 6}`, heldOn: '2026-10-07' }],
      calls: [{ on: '2026-09-16', reached: true, verified: at % 6 !== 0 }],
      letters: tier === 2 ? [{ state: 'delivered', on: '2026-09-28' }] : [],
      pairs: tier === 2 ? [{ from: '2026-09-20', to: null }] : [],
      sessions: tier === 2 ? [{ heldOn: '2026-10-10', minutes: 90, standing: 'counted' }] : [],
      courses: [{ courseName: '有机化学', credit: 400, isRecovered: at % 3 === 0, said: '' }],
      hasPlan: true,
    }),
  );
  const before = cases.slice(0, Math.floor(students * 0.8));
  const items = [...studentItems({ cases, before }), ...workItems(work)];
  return {
    departmentName: '生命科学系',
    term: '2025-2026-2',
    version: 1,
    policyTitle: '学业困难学生帮扶办法',
    numbers: { group: numbersOf(items, before, 'group'), shared: numbersOf(items, before, 'shared') },
    students: cases.map(({ tier }, at) => ({
      studentNo: `00240501${String(at).padStart(4, '0')}`,
      name: at === 0 ? '喆堃' : `同学${at}`,
      className: `生物科学24${at % 8}`,
      tier,
      criteria: at % 2 === 0 ? '学业预警' : '不合格课程较多',
      isWarned: at % 2 === 0,
      outstandingCredits: '16.00',
      gpa: '1.4217',
      recoveredCredits: at % 3 === 0 ? '4.00' : '0.00',
      talks: 3,
      letter: tier === 2 ? '签收' : '',
    })),
    rows: items.map(({ split, part, amount, caseId, detail }) => {
      const at = Number(caseId.slice(5));
      return {
        split,
        part,
        label: part,
        studentNo: `00240501${String(at).padStart(4, '0')}`,
        name: `同学${at}`,
        className: `生物科学24${at % 8}`,
        detail,
        amount,
      };
    }),
    words: {
      achievements: '班主任谈话按期率明显提高。\n=1+1 的公式和 #strong[记号] 都只是文字。',
      shortcomings: '三级学生的家长来校面谈约定较晚。',
      plan: '开学两周内完成首次谈话；选课周前逐人完成选课咨询。',
    },
    signed: signed ? { by: '陆承钧', on: '2027-01-14' } : null,
    reason: '',
  };
}

function numbersOf(
  items: readonly FigureItem[],
  before: readonly FigureCase[],
  audience: 'group' | 'shared',
): SummaryNumbers {
  const nameOf = (split: string, part: string) =>
    split === 'class'
      ? `生物科学24${part.slice(6)}`
      : split === 'workload'
        ? `教师${part.slice(7)}`
        : undefined;
  const tiers = (value: number): TermTiers['tiers'] =>
    ([3, 2, 1, 'watch'] as const).map((tier, at) => ({ tier, value: value + at }));
  return {
    figures: sumFigures(items, audience, nameOf),
    before: sumFigures(studentItems({ cases: before, before: [] }), audience, nameOf),
    terms: ['2024-2025-2', '2025-2026-1', '2025-2026-2'].map((term, at) => ({
      term,
      tiers: tiers(5 + at),
      total: 4 * (5 + at) + 6,
    })),
  };
}
