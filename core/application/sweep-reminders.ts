import { type DigestCounts, digestText, type ReminderItem, reminderItems } from '../domain/reminder';
import { freshStages, sumOfTallies } from '../domain/reminder-ledger';
import { templateProblem } from '../domain/template-value';
import { type DutyContext, dutiesOf, readDutyContext } from './case-duties';
import type { Clock, DigestTally, DutyRecords, LocalDate, SweepOwners, SweepState, SweptCase } from './ports';
import type { TimerRepositories, TimerStore } from './timer-ports';
import { isExcused } from './today-duties';

interface Sizes {
  /** Cases in one transaction: a run that is killed loses no more than this, and locks no longer. */
  readonly page: number;
  /** Cases that are read at once: while these are derived, the server reads on and writes. */
  readonly reading: number;
}
const SIZES: Sizes = { page: 50_000, reading: 12_500 };

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
  sizes: Sizes = SIZES,
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
          sweepPage(today, sizes, repositories, deps.clock, desk),
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

async function sweepPage(
  today: LocalDate,
  sizes: Sizes,
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
  const tally = new Map(sweep.tally);
  const { afterCase, ...done } = await goThrough({ sweep, sweeps, desk, tally, today, ...sizes });
  if (done.cases > 0 && afterCase !== null) await sweeps.move(today, { afterCase, ...done, tally });
  const isFinished = done.cases < sizes.page;
  const whole = sumOfTallies([...sweep.unfinished.map((one) => one.tally), tally]);
  if (isFinished) requireFitting(whole);
  const digests = isFinished ? await sweeps.finish(today, clock.now(), whole) : 0;
  return { ...done, digests, isFinished, desk };
}

/**
 * Tells what of a page's cases is new. Always one reading ahead, so that the server reads and writes while
 * duties are derived. @param tally is counted on
 */
async function goThrough({
  sweep,
  sweeps,
  desk,
  tally,
  today,
  page,
  reading: atOnce,
}: Sizes & {
  readonly sweep: SweepState;
  readonly sweeps: TimerRepositories['sweeps'];
  readonly desk: Desk;
  readonly tally: Map<string, DigestCounts>;
  readonly today: LocalDate;
}): Promise<{ readonly afterCase: string | null; readonly cases: number; readonly stages: number }> {
  const unfinished = new Set(sweep.unfinished.map(({ day }) => day));
  let { afterCase } = sweep;
  let [cases, stages] = [0, 0];
  let telling: Promise<void> | null = null;
  let reading: Promise<readonly SweptCase[]> | null = sweeps.read(afterCase, Math.min(atOnce, page));
  while (reading !== null) {
    const found: readonly SweptCase[] = await reading;
    cases += found.length;
    afterCase = found.at(-1)?.caseId ?? afterCase;
    const next = Math.min(atOnce, page - cases);
    reading = found.length < atOnce || next === 0 ? null : heldBack(sweeps.read(afterCase, next));
    const told: { caseId: string; lines: string }[] = [];
    for (const held of found) {
      const { lines, count } = freshStages(itemsOf(held, desk, today), held.told, unfinished, tally);
      if (count > 0) told.push({ caseId: held.caseId, lines });
      stages += count;
    }
    await telling;
    telling = heldBack(sweeps.tell(told, today));
  }
  await telling;
  return { afterCase, cases, stages };
}

/** Its failure is heard where it is awaited, however much later. */
function heldBack<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
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
  today: LocalDate,
): readonly ReminderItem[] {
  const { caseId, classId, teachers } = held;
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
