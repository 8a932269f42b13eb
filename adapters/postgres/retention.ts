import { DomainError } from '#core/domain/errors';
import type { LocalDate } from '#core/domain/local-date';
import {
  RETENTION_KINDS,
  RETENTION_LABELS,
  RETENTION_LONGEST,
  RETENTION_SHORTEST,
  type RetentionKind,
  retentionCutoff,
} from '#core/domain/retention';
import type { Database, Transaction } from './database';
import { findOfficer, type Officer, recordAsOwner } from './owner-audit';
import { loseName } from './person-erase';
import { DUE } from './retention-due';
import { REMOVALS } from './retention-removals';

/** What the department decided of a kind; the last word stands. */
export interface RetentionRule {
  readonly kind: RetentionKind;
  /** null: never. */
  readonly months: number | null;
  readonly setBy: string;
  readonly setRole: string;
  readonly setOn: LocalDate;
}

export interface RetentionDue {
  readonly kind: RetentionKind;
  /** null: the department has not decided, or decided never. */
  readonly months: number | null;
  readonly isDecided: boolean;
  /** Things that are past their time: files, messages, codes, applications, imports, students. */
  readonly due: number;
}

export interface RetentionOptions {
  readonly today: LocalDate;
  /** Removes a file of the bucket; one that is gone already is no error. */
  readonly removeFile: (path: string) => Promise<void>;
  /** Stands for a student's number, unlike any other. */
  readonly pseudonym: () => string;
  /** True once the run has to stop; the next one goes on. */
  readonly isTimeUp?: () => boolean;
}

export interface RetentionDone {
  readonly removed: Readonly<Partial<Record<RetentionKind, number>>>;
  readonly isFinished: boolean;
  /** What could not be removed, each of which the next run tries again. */
  readonly failures: readonly { readonly error: unknown }[];
}

/** @throws DomainError where nobody of that number may, or the period is out of bounds */
export async function setRetention(
  database: Database,
  departmentId: string,
  asked: {
    readonly id: string;
    readonly kind: RetentionKind;
    readonly months: number | null;
    readonly by: string;
    readonly today: LocalDate;
  },
): Promise<void> {
  const { kind, months, today } = asked;
  requirePeriod(kind, months);
  await database.transaction(async (tx) => {
    const officer = await findOfficer(tx, departmentId, asked);
    const before = (await rulesOf(tx, departmentId)).get(kind);
    await tx.query(
      `insert into xueye.retention_rule (department_id, id, kind, months, set_by, set_role, set_on, set_at)
      values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())`,
      [departmentId, asked.id, kind, months, officer.id, officer.role, today],
    );
    await recordAsOwner(tx, departmentId, officer, {
      today,
      action: 'retention.set',
      subjectType: 'retention',
      subjectId: kind,
      detail: { kind, months },
      changes: { months: [before?.months ?? null, months] },
    });
  });
}

/** @throws DomainError RETENTION_PERIOD */
function requirePeriod(kind: RetentionKind, months: number | null): void {
  if (months === null) return;
  const shortest = RETENTION_SHORTEST[kind];
  if (Number.isInteger(months) && months >= shortest && months <= RETENTION_LONGEST) return;
  throw new DomainError(
    'RETENTION_PERIOD',
    `「${RETENTION_LABELS[kind]}」的保存期限写 ${shortest} 到 ${RETENTION_LONGEST} 个月的整数，或“不自动清除”。`,
    'months',
  );
}

/** What a run would do now; changes nothing. */
export async function countDue(
  database: Database,
  departmentId: string,
  today: LocalDate,
  defaults: Readonly<Record<RetentionKind, number>>,
): Promise<readonly RetentionDue[]> {
  return database.transaction(async (tx) => {
    const rules = await rulesOf(tx, departmentId);
    const counted: RetentionDue[] = [];
    for (const kind of RETENTION_KINDS) {
      const rule = rules.get(kind);
      const months = rule ? rule.months : defaults[kind];
      const [row] =
        months === null
          ? []
          : await tx.query<{ due: number }>(`select count(*)::int as due from (${DUE[kind]}) d`, [
              departmentId,
              retentionCutoff(today, months),
            ]);
      counted.push({ kind, months, isDecided: rule !== undefined, due: row?.due ?? 0 });
    }
    return counted;
  });
}

/**
 * Removes what is past the time that the department decided, kind by kind and batch by batch, each with its
 * audit in its transaction. Stopped or killed at any point, the next run goes on. With owner's rights.
 */
export async function runRetention(
  database: Database,
  departmentId: string,
  options: RetentionOptions,
): Promise<RetentionDone> {
  const { today, isTimeUp = () => false } = options;
  const rules = await database.transaction((tx) => rulesOf(tx, departmentId));
  const removed: Partial<Record<RetentionKind, number>> = {};
  const failures: { error: unknown }[] = [];
  /** Students whose name could not be taken out: the others' turn comes all the same. */
  const skipped: string[] = [];
  for (const kind of RETENTION_KINDS) {
    const rule = rules.get(kind);
    if (rule === undefined || rule.months === null) continue;
    const cutoff = retentionCutoff(today, rule.months);
    const work = { departmentId, rule, months: rule.months, cutoff, options };
    try {
      for (;;) {
        if (isTimeUp()) return { removed, isFinished: false, failures };
        const count =
          kind === 'students'
            ? await loseNextName(database, work, skipped, failures)
            : await removeBatch(database, kind, work);
        if (count === 0) break;
        removed[kind] = (removed[kind] ?? 0) + count;
      }
      await database.query(
        `update xueye.retention_run set ended_at = clock_timestamp()
        where department_id = $1 and day = $2 and kind = $3 and ended_at is null`,
        [departmentId, today, kind],
      );
    } catch (error) {
      failures.push({ error });
    }
  }
  return { removed, isFinished: failures.length === 0, failures };
}

interface Work {
  readonly departmentId: string;
  readonly rule: RetentionRule;
  readonly months: number;
  readonly cutoff: LocalDate;
  readonly options: RetentionOptions;
}

async function removeBatch(
  database: Database,
  kind: Exclude<RetentionKind, 'students'>,
  work: Work,
): Promise<number> {
  return database.transaction(async (tx) => {
    await beginBatch(tx, work.departmentId);
    const count = await REMOVALS[kind](tx, work);
    if (count > 0) await account(tx, work, count);
    return count;
  });
}

/** One student a transaction: what a person's data is found in takes long. */
async function loseNextName(
  database: Database,
  work: Work,
  skipped: string[],
  failures: { error: unknown }[],
): Promise<number> {
  const { departmentId, cutoff, rule, months, options } = work;
  for (;;) {
    const [student] = await database.query<{ id: string; student_no: string }>(
      `select id, student_no from (${DUE.students}) d where id <> all ($3::uuid[]) order by id limit 1`,
      [departmentId, cutoff, skipped],
    );
    if (!student) return 0;
    const asked = { studentNo: student.student_no, by: officerOf(rule), today: options.today, months };
    try {
      const { files } = await loseName(database, departmentId, { ...asked, isApplied: false, pseudonym: '' });
      // Before the rows forget where they are.
      for (const path of files) await options.removeFile(path);
      await loseName(database, departmentId, { ...asked, isApplied: true, pseudonym: options.pseudonym() });
      await database.transaction((tx) => addToRun(tx, departmentId, options.today, 'students', 1));
      return 1;
    } catch (error) {
      skipped.push(student.id);
      failures.push({ error });
    }
  }
}

const officerOf = ({ setBy, setRole }: RetentionRule): Officer => ({ id: setBy, role: setRole });

/** Two runs take turns; the triggers that keep history let this transaction remove. */
async function beginBatch(tx: Transaction, departmentId: string): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock(hashtextextended('retention:' || $1, 0)),
    set_config('app.retention', 'on', true)`,
    [departmentId],
  );
}

async function account(tx: Transaction, { departmentId, rule, months, options }: Work, count: number) {
  await addToRun(tx, departmentId, options.today, rule.kind, count);
  await recordAsOwner(tx, departmentId, officerOf(rule), {
    today: options.today,
    action: 'retention.remove',
    subjectType: 'retention',
    subjectId: rule.kind,
    detail: { kind: rule.kind, months, removed: count },
  });
}

const addToRun = (tx: Transaction, departmentId: string, day: LocalDate, kind: string, count: number) =>
  tx.query(
    `insert into xueye.retention_run (department_id, day, kind, removed) values ($1, $2, $3, $4)
    on conflict (department_id, day, kind)
      do update set removed = retention_run.removed + excluded.removed, ended_at = null`,
    [departmentId, day, kind, count],
  );

async function rulesOf(
  tx: Transaction,
  departmentId: string,
): Promise<ReadonlyMap<RetentionKind, RetentionRule>> {
  const rows = await tx.query<RetentionRule>(
    `select distinct on (kind) kind, months, set_by as "setBy", set_role as "setRole", set_on as "setOn"
    from xueye.retention_rule where department_id = $1 order by kind, set_at desc, id desc`,
    [departmentId],
  );
  return new Map(rows.map((rule) => [rule.kind, rule]));
}
