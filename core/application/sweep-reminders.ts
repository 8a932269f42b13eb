import { reminderItems } from '../domain/reminder';
import { type DutyContext, dutiesOf, readDutyContext } from './case-duties';
import type { Clock, LocalDate, SweepOwners } from './ports';
import type { TimerRepositories, TimerStore } from './timer-ports';
import { isExcused } from './today-duties';

/** Cases in one transaction: a run that is killed loses no more than this, and locks no longer. */
const PAGE = 2000;

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
}

interface Page {
  readonly cases: number;
  readonly stages: number;
  readonly digests: number;
  readonly isFinished: boolean;
  readonly desk: Desk | null;
}

const NOBODY = { advisers: [], counselors: [] };

async function sweepPage(
  today: LocalDate,
  pageSize: number,
  repositories: TimerRepositories,
  clock: Clock,
  known: Desk | null,
): Promise<Page> {
  const { sweeps, cases } = repositories;
  const sweep = await sweeps.lock(today);
  if (sweep.isFinished) return { cases: 0, stages: 0, digests: 0, isFinished: true, desk: known };
  const desk = known ?? {
    context: await readDutyContext({ ...repositories, clock }),
    owners: await sweeps.owners(),
  };
  const { context, owners } = desk;
  const found = await cases.openAfter(sweep.afterCase, pageSize);
  const items = found.flatMap((held) => {
    const ofClass = held.student.classId === null ? undefined : owners.byClass.get(held.student.classId);
    return reminderItems(
      { caseId: held.id, duties: dutiesOf(held, context, today), isExcused: (duty) => isExcused(duty, held) },
      { office: owners.office, leaders: owners.leaders, ...(ofClass ?? NOBODY) },
      today,
      context.policy.reminders,
    );
  });
  const stages = await sweeps.addStages(items, today);
  const last = found.at(-1);
  if (last) await sweeps.move(today, last.id, found.length, stages);
  const isFinished = found.length < pageSize;
  const digests = isFinished ? await sweeps.finish(today, clock.now()) : 0;
  return { cases: found.length, stages, digests, isFinished, desk };
}
