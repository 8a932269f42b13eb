import { v7 as uuidv7 } from 'uuid';
import type { Input } from '#core/contract/actions';
import { gradeFile, gradeLine, openDepartment, staffDepartment, TERM } from './department';

const NEXT = '2026-2027-1';
const NO = (at: number) => `2024070101${String(at).padStart(2, '0')}`;
const CLASS = (at: number) => (at % 3 === 0 ? '生物技术241' : '生物科学241');
/** 13 credits failed is tier 1, 16 tier 2. */
const fails = (at: number, code: string, credit: number) =>
  gradeLine(NO(at), `同学${at}`, code, String(credit), '40', CLASS(at));
const passes = (at: number, code: string, credit: number) =>
  gradeLine(NO(at), `同学${at}`, code, String(credit), '90', CLASS(at));
/** Grades of the semester after. */
const later = (line: string) =>
  line.replace('(2025-2026-2)', '(2026-2027-1)').replace(',2025-2026,2,', ',2026-2027,1,');

/**
 * Eight students decided on in one semester and eight in the next: one is cleared, one heavier, one
 * lighter, one new.
 */
export async function openFiguresDepartment() {
  const department = await openDepartment();
  const staff = await staffDepartment(department);
  const decide = async (term: string, name: string, fields: Partial<Input<'meeting.decide'>>) => {
    const [row] = await department.database.query<{ id: string; decided: string | null }>(
      `select p.id, (select d.id from xueye.decision d where d.proposal_id = p.id order by ordinal desc limit 1) as decided
       from xueye.proposal p join xueye.screening c on c.id = p.screening_id
       join xueye.student s on s.id = p.student_id where c.term = $1 and s.name = $2`,
      [term, name],
    );
    return department.act(staff.leader, 'meeting.decide', {
      id: uuidv7(),
      proposalId: row?.id ?? '',
      outcome: 'confirm',
      difficulty: 'both',
      causes: [],
      causeNote: '',
      reason: '',
      ...(row?.decided ? { replaces: row.decided } : {}),
      ...fields,
    } as Input<'meeting.decide'>);
  };
  const everyone = Array.from({ length: 9 }, (_, at) => at);
  await department.importText(
    '成绩.csv',
    gradeFile(
      ...everyone.flatMap((at) => [
        passes(at, 'SK90', 30),
        at === 8 ? passes(at, 'SK01', 13) : fails(at, 'SK01', at === 4 ? 16 : 13),
      ]),
    ),
  );
  const screen = (term: string) =>
    department.act(staff.office, 'screenings.run', { id: uuidv7(), term, kind: 'official' });
  await screen(TERM);
  for (const at of everyone.slice(0, 8)) await decide(TERM, `同学${at}`, {});

  department.state.today = '2027-02-22';
  await department.importText(
    '下学期成绩.csv',
    gradeFile(
      ...[
        ...everyone.map((at) => passes(at, 'SK91', 30)),
        passes(0, 'SK01', 13),
        fails(1, 'SK02', 3),
        passes(4, 'SK01', 16),
        fails(4, 'SK03', 13),
        fails(8, 'SK03', 13),
      ].map(later),
    ),
  );
  await screen(NEXT);
  for (const at of everyone.slice(1))
    await decide(NEXT, `同学${at}`, { causes: at % 2 === 0 ? ['poverty'] : ['internet-addiction'] });
  return { department, staff, decide };
}

export type FiguresDepartment = Awaited<ReturnType<typeof openFiguresDepartment>>;
