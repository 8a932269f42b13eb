import { reminderItems } from '../domain/reminder';
import { onDuty } from '../domain/tenure';
import { dutiesOf, readDutyContext } from './case-duties';
import type { Clock, LocalDate } from './ports';
import type { TimerRepositories, TimerStore } from './timer-ports';
import { isExcused } from './today-duties';

/** Cases in one transaction: a run that is killed loses no more than this, and locks no longer. */
const PAGE = 500;

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
      let page: Page = { cases: 0, stages: 0, digests: 0, isFinished: false };
      while (!page.isFinished) {
        if (isTimeUp()) return { ...done, isFinished: false, failures };
        page = await deps.store.transaction({ departmentId, today }, (repositories) =>
          sweepPage(today, pageSize, repositories, deps.clock),
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

interface Page {
  readonly cases: number;
  readonly stages: number;
  readonly digests: number;
  readonly isFinished: boolean;
}

async function sweepPage(
  today: LocalDate,
  pageSize: number,
  repositories: TimerRepositories,
  clock: Clock,
): Promise<Page> {
  const { sweeps, cases, people } = repositories;
  const sweep = await sweeps.lock(today);
  if (sweep.isFinished) return { cases: 0, stages: 0, digests: 0, isFinished: true };
  const context = await readDutyContext({ ...repositories, clock });
  const rules = context.policy.reminders;
  const department = await sweeps.departmentOwners();
  const found = await cases.openAfter(sweep.afterCase, pageSize);
  const classIds = [...new Set(found.flatMap(({ student }) => student.classId ?? []))];
  const responsible = await people.responsible(classIds);
  const items = found.flatMap((held) => {
    const inForce = held.student.classId === null ? undefined : responsible.get(held.student.classId);
    const owners = {
      ...department,
      advisers: onDuty(inForce?.advisers ?? []).map(({ id }) => id),
      counselors: onDuty(inForce?.counselors ?? []).map(({ id }) => id),
    };
    return reminderItems(
      { caseId: held.id, duties: dutiesOf(held, context, today), isExcused: (duty) => isExcused(duty, held) },
      owners,
      today,
      rules,
    );
  });
  const stages = await sweeps.addStages(items, today);
  const last = found.at(-1);
  if (last) await sweeps.move(today, last.id, found.length, stages);
  const isFinished = found.length < pageSize;
  const digests = isFinished ? await sweeps.finish(today, clock.now()) : 0;
  return { cases: found.length, stages, digests, isFinished };
}
