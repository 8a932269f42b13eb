import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, describe, expect, it } from 'vitest';
import { OVERSIGHT_SECTIONS, type OversightSection } from '#core/domain/oversight';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

/** What became of a student whom the meeting identified. */
const DEEDS = [
  'nothing',
  'plan signed',
  'plan unsigned',
  'talk',
  'no-show',
  'plan waived',
  'meeting waived',
  'dismissed',
] as const;

interface Student {
  /** Failed; 12, 15 and 25 are the limits of the tiers (art. 2). */
  readonly credits: number;
  readonly isOtherClass: boolean;
  readonly deed: (typeof DEEDS)[number];
}

const students = fc.array(
  fc.record({
    credits: fc.constantFrom(12, 14.5, 15, 24.5, 25, 40),
    isOtherClass: fc.boolean(),
    deed: fc.constantFrom(...DEEDS),
  }),
  { minLength: 1, maxLength: 9 },
);
/** From the day after the meeting to the end of the semester. */
const days = fc.constantFrom('2026-09-15', '2026-09-21', '2026-09-29', '2026-10-20', '2026-12-01');

describe('谁被漏掉了？ on any cohort', () => {
  const opened: TestDepartment[] = [];
  afterEach(async () => {
    for (const department of opened.splice(0)) await department.database.close();
  });

  it('counts and lists whom a plain reading of the rule finds', async () => {
    await fc.assert(
      fc.asyncProperty(students, days, async (cohort, day) => {
        const department = await openDepartment();
        opened.push(department);
        const staff = await staffDepartment(department);
        const caseOf = await decideOn(department, staff, cohort);
        for (const [at, caseId] of caseOf) await doneFor(department, staff, caseId, cohort[at] as Student);
        department.state.today = day;

        const named = (fits: (student: Student) => boolean) =>
          [...caseOf.keys()].filter((at) => fits(cohort[at] as Student)).map(nameOf);
        const rows = async (section: OversightSection) =>
          (await department.act(staff.leader, 'oversight.rows', { section })).items;
        const names = async (section: OversightSection) =>
          (await rows(section)).map(({ student }) => student?.name ?? '').sort();

        expect(await names('no-plan')).toEqual(
          named(({ deed }) => deed !== 'plan signed' && deed !== 'plan waived'),
        );
        expect(await names('letters')).toEqual(named(({ credits }) => credits >= 15 && credits < 25));
        expect(await names('meetings')).toEqual(
          named(({ credits, deed }) => credits >= 25 && deed !== 'meeting waived'),
        );
        const missedBy = new Set(
          [...caseOf].filter(([at]) => cohort[at]?.deed === 'no-show').map(([, caseId]) => caseId),
        );
        expect((await rows('overdue')).map(({ key }) => key).sort()).toEqual(
          (await overdueOfOwners(department, staff)).filter((key) => !isExcused(key, missedBy)),
        );
        const { counts, openCases } = await department.act(staff.leader, 'oversight.show', {});
        expect(openCases).toBe(caseOf.size);
        for (const section of OVERSIGHT_SECTIONS)
          if (section !== 'messages') expect((await rows(section)).length, section).toBe(counts[section]);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });
});

/** A stroke as wide and as long as a name. */
const SIGNED = Array.from({ length: 40 }, (_, at) => at * 5);

const nameOf = (at: number): string => `同学${at}`;

/** The cases that the meeting opened, by the student's place in the cohort. */
async function decideOn(
  department: TestDepartment,
  staff: Staff,
  cohort: readonly Student[],
): Promise<ReadonlyMap<number, string>> {
  await department.importText(
    '成绩.csv',
    gradeFile(
      ...cohort.map(({ credits, isOtherClass }, at) =>
        gradeLine(
          `20240501010${at}`,
          nameOf(at),
          'SK01',
          String(credits),
          '45',
          isOtherClass ? '生物技术241' : undefined,
        ),
      ),
    ),
  );
  await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
  const found = new Map<number, string>();
  for (const { proposalId, student } of (await department.act(staff.leader, 'meeting.agenda', {})).items) {
    const at = Number(student.name.slice(2));
    const isDismissed = cohort[at]?.deed === 'dismissed';
    const { caseId } = await department.act(staff.leader, 'meeting.decide', {
      id: uuidv7(),
      proposalId,
      outcome: isDismissed ? 'dismiss' : 'confirm',
      difficulty: 'both',
      causes: [],
      causeNote: '',
      reason: isDismissed ? '已经补上' : '',
    });
    if (caseId) found.set(at, caseId);
  }
  return new Map([...found].sort(([one], [other]) => one - other));
}

async function doneFor(
  department: TestDepartment,
  staff: Staff,
  caseId: string,
  { credits, deed, isOtherClass }: Student,
): Promise<void> {
  const adviser = isOtherClass ? staff.otherAdviser : staff.adviser;
  const waive = (kind: 'study-plan' | 'joint-meeting') =>
    department.act(staff.leader, 'duties.waive', {
      id: uuidv7(),
      caseId,
      kind,
      role: null,
      until: null,
      reason: '另有安排',
    });
  switch (deed) {
    case 'plan signed':
    case 'plan unsigned': {
      const planId = uuidv7();
      await department.act(adviser, 'plans.save', {
        id: planId,
        caseId,
        basedOn: null,
        reason: '',
        goal: '期末都及格。',
        lines: [],
        steps: [{ text: '每周三晚自习', isShared: true }],
      });
      if (deed === 'plan signed')
        await department.act(adviser, 'plans.agree', { id: uuidv7(), caseId, planId, strokes: [SIGNED] });
      break;
    }
    case 'plan waived':
      await waive('study-plan');
      break;
    case 'meeting waived':
      // Of the heaviest alone a meeting is owed, and can be waived.
      if (credits >= 25) await waive('joint-meeting');
      break;
    case 'talk':
    case 'no-show':
      await department.act(adviser, 'talks.file', {
        id: uuidv7(),
        caseId,
        heldOn: department.state.today,
        mode: 'in-person',
        place: '',
        duration: null,
        attended: deed === 'talk',
        jointWith: null,
        family: '',
        contact: '',
        problems: '缺课较多。',
        assessment: '再看两周。',
        parentsContacted: null,
        needsAttention: null,
        psychologicalReferral: null,
      });
  }
}

/** What each owner's own lists show as overdue, one person after the other. */
async function overdueOfOwners(department: TestDepartment, staff: Staff): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const person of [
    staff.adviser,
    staff.otherAdviser,
    staff.counselor,
    staff.otherCounselor,
    staff.office,
  ])
    for (const show of ['talks', 'others'] as const)
      for (const { id, state } of (await department.act(person, 'today.list', { show })).items)
        if (state === 'overdue') found.add(id);
  return [...found].sort();
}

/** `case:kind:role:due`: the adviser's own talk to which the student did not come. */
function isExcused(key: string, missedBy: ReadonlySet<string>): boolean {
  const [caseId = '', kind = '', role] = key.split(':');
  return missedBy.has(caseId) && /-talk$/.test(kind) && role === 'adviser';
}
