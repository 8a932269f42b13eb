import { digestText, type ReminderItem, reminderItems } from '../domain/reminder';
import { freshStages, sumOfTallies } from '../domain/reminder-ledger';
import { templateProblem } from '../domain/template-value';
import { type DutyContext, dutiesOf, readDutyContext } from './case-duties';
import type { Clock, DigestTally, DutyRecords, LocalDate, SweepOwners, SweptCase } from './ports';
import type { TimerRepositories, TimerStore } from './timer-ports';
import { isExcused } from './today-duties';

/** Cases in one transaction: a run that is killed loses no more than this, and locks no longer. */
const PAGE = 20_000;

export interface SweepDeps {
  readonly store: TimerStore;
  readonly clock: Clock;
}

export interface SweepReport {
  /** What this run did. */
  readonly cases: number;
  readonly stages: number;
  readonly digests: number;
  /** false: the time was up, or a department failed; the next run goes on from there. */
  readonly isFinished: boolean;
  /** What failed, by department; the others were swept all the same. */
  readonly failures: readonly { readonly departmentId: string; readonly error: unknown }[];
}

/**
 * Derives the day's reminders of every department into the ledger, page by page, and puts one digest a
 * person into the outbox at the end (reading §5). Each page is one transaction together with how far
 * the sweep has come: killed anywhere it goes on there, and two runs at once take turns. What a sweep
 * that did not finish on its day had put into the ledger comes into the digest of the next that does.
 *
 * @param isTimeUp asked before each page
 */
export async function sweepReminders(
  deps: SweepDeps,
  isTimeUp: () => boolean,
  pageSize: number = PAGE,
): Promise<SweepReport> {
  const today = deps.clock.today();
  const failures: { departmentId: string; error: unknown }[] = [];
  const done = { cases: 0, stages: 0, digests: 0 };
  for (const departmentId of await deps.store.departments()) {
    try {
      let page: Page = { cases: 0, stages: 0, digests: 0, isFinished: false, desk: null };
      while (!page.isFinished) {
        if (isTimeUp()) return { ...done, isFinished: false, failures };
        const { desk } = page;
        page = await deps.store.transaction({ departmentId, today }, (repositories) =>
          sweepPage(today, pageSize, repositories, deps.clock, desk),
        );
        done.cases += page.cases;
        done.stages += page.stages;
        done.digests += page.digests;
      }
    } catch (error) {
      failures.push({ departmentId, error });
    }
  }
  return { ...done, isFinished: failures.length === 0, failures };
}

/** What all cases of a department are told with: read once a run. */
interface Desk {
  readonly context: DutyContext;
  readonly owners: SweepOwners;
  readonly handovers: ReadonlyMap<string, DutyRecords['handovers']>;
}

interface Page {
  readonly cases: number;
  readonly stages: number;
  readonly digests: number;
  readonly isFinished: boolean;
  readonly desk: Desk | null;
}

const NOBODY = { advisers: [], counselors: [] };
const NO_HANDOVERS: DutyRecords['handovers'] = [];
const NO_ONE: readonly string[] = [];

async function sweepPage(
  today: LocalDate,
  pageSize: number,
  repositories: TimerRepositories,
  clock: Clock,
  known: Desk | null,
): Promise<Page> {
  const { sweeps } = repositories;
  const sweep = await sweeps.lock(today);
  if (sweep.isFinished) return { cases: 0, stages: 0, digests: 0, isFinished: true, desk: known };
  const desk = known ?? {
    context: await readDutyContext({ ...repositories, clock }),
    owners: await sweeps.owners(),
    handovers: await sweeps.handovers(),
  };
  const found = await sweeps.read(sweep.afterCase, pageSize);
  const teachers = await sweeps.focusTeachers(found.map(({ caseId }) => caseId));
  const unfinished = new Set(sweep.unfinished.map(({ day }) => day));
  const tally = new Map(sweep.tally);
  const told: { caseId: string; lines: string }[] = [];
  let stages = 0;
  for (const held of found) {
    const { caseId } = held;
    const items = itemsOf(held, desk, teachers.get(caseId) ?? NO_ONE, today);
    const { lines, count } = freshStages(items, held.told, unfinished, tally);
    if (count > 0) told.push({ caseId, lines });
    stages += count;
  }
  await sweeps.tell(told, today);
  const last = found.at(-1);
  if (last) await sweeps.move(today, { afterCase: last.caseId, cases: found.length, stages, tally });
  const isFinished = found.length < pageSize;
  const whole = sumOfTallies([...sweep.unfinished.map((one) => one.tally), tally]);
  if (isFinished) requireFitting(whole);
  const digests = isFinished ? await sweeps.finish(today, clock.now(), whole) : 0;
  return { cases: found.length, stages, digests, isFinished, desk };
}

/** What WeChat would refuse is not queued: nobody would hear of it until it had been sent. */
function requireFitting(tally: DigestTally): void {
  for (const counts of tally.values()) {
    const problem = templateProblem('thing', digestText(counts));
    if (problem !== null) throw new Error(problem);
  }
}

function itemsOf(
  held: SweptCase,
  { context, owners, handovers }: Desk,
  teachers: readonly string[],
  today: LocalDate,
): readonly ReminderItem[] {
  const { caseId, classId } = held;
  const ofClass = (classId === null ? undefined : owners.byClass.get(classId)) ?? NOBODY;
  const moves = (classId === null ? undefined : handovers.get(classId)) ?? NO_HANDOVERS;
  return reminderItems(
    {
      caseId,
      duties: dutiesOf(Object.assign(held, { handovers: moves }), context, today),
      isExcused: (duty) => isExcused(duty, held),
    },
    {
      office: owners.office,
      leaders: owners.leaders,
      teachers,
      advisers: ofClass.advisers,
      counselors: ofClass.counselors,
    },
    today,
    context.policy.reminders,
  );
}
