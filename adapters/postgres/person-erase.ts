import { DomainError } from '#core/domain/errors';
import { dayLabel, type LocalDate } from '#core/domain/local-date';
import { mayLoseNameOn, retentionLabel } from '#core/domain/retention';
import type { Database, Transaction } from './database';
import { CHILD_TABLES, DELETED_TABLES, ERASED_COLUMNS, whereOf } from './erase-inventory';
import { findOfficer, type Officer, recordAsOwner } from './owner-audit';
import { columnsHolding, NAMELESS, replaceNumber } from './person-number';
import { ERASED } from './sealed-columns';
import { SEALED_COLUMNS, type SealedTableShape } from './sealed-inventory';

export interface NameLoss {
  /** Rows of the student that stay and are still counted, by table. */
  readonly counted: Readonly<Record<string, number>>;
  /** What stands for the number afterwards; null: only asked. */
  readonly pseudonym: string | null;
  /** In the bucket, for who keeps it: nothing in the database leads to them any more. */
  readonly files: readonly string[];
}

export interface NameLossAsked {
  readonly studentNo: string;
  /** 工号 of the officer or leader whose work it is, or whoever set the period; the audit names them. */
  readonly by: string | Officer;
  readonly today: LocalDate;
  /** Months that what is kept stays whole. */
  readonly months: number;
  /** false: only says what would be. */
  readonly isApplied: boolean;
  /** Stands for the number, unlike any other. */
  readonly pseudonym: string;
}

/**
 * Takes name, number, family, contact and every free text out of all that is stored of a student, with
 * owner's rights, in one transaction; figures, days and codes stay (个人信息保护法 art. 47, 4). The
 * triggers that keep history sleep for the tables touched, and are awake again when it ends.
 *
 * @throws DomainError where there is no such person, or the law still wants it whole
 */
export async function loseName(
  database: Database,
  departmentId: string,
  asked: NameLossAsked,
): Promise<NameLoss> {
  return database.transaction(async (tx) => {
    const student = await findStudent(tx, departmentId, asked.studentNo);
    const { by, today } = asked;
    const officer = typeof by === 'string' ? await findOfficer(tx, departmentId, { by, today }) : by;
    await refuseTooEarly(tx, departmentId, student.id, asked);
    const tables = await ownTables(tx);
    const counted = await countRows(tx, tables, departmentId, student.id);
    const files = await filesOf(tx, departmentId, student.id);
    if (!asked.isApplied) return { counted, pseudonym: null, files };
    const sets = eraseSets(tables);
    const columns = await columnsHolding(tx, departmentId, student.number);
    const touched = new Set([
      ...columns.map(({ table }) => table),
      ...sets.map(([table]) => table),
      ...DELETED_TABLES,
      'import_change',
      'import_row',
      'student',
    ]);
    for (const table of touched) await tx.exec(`alter table xueye.${table} disable trigger user`);
    for (const table of DELETED_TABLES)
      await tx.query(`delete from xueye.${table} where department_id = $1 and student_id = $2`, [
        departmentId,
        student.id,
      ]);
    for (const [table, columnsSet] of sets) {
      await tx.query(
        `update xueye.${table} set ${columnsSet.join(', ')} where department_id = $1 and ${whereOf(table)}`,
        [departmentId, student.id],
      );
    }
    await forgetImports(tx, departmentId, student);
    for (const column of columns) await replaceNumber(tx, departmentId, student, column, asked.pseudonym);
    await tx.query(
      `update xueye.student set name = $3, student_no = $4, gender = null, native_place = null
      where department_id = $1 and id = $2`,
      [departmentId, student.id, NAMELESS, asked.pseudonym],
    );
    await tx.query(
      `delete from xueye.name_spelling where department_id = $1 and name = $2
        and not exists (select from xueye.student where department_id = $1 and name = $2)
        and not exists (select from xueye.person where department_id = $1 and name = $2)`,
      [departmentId, student.name],
    );
    await tx.exec('set constraints all immediate');
    for (const table of touched) await tx.exec(`alter table xueye.${table} enable trigger user`);
    await recordAsOwner(tx, departmentId, officer, {
      today: asked.today,
      action: 'people.lose-name',
      subjectType: 'student',
      subjectId: student.id,
    });
    return { counted, pseudonym: asked.pseudonym, files };
  });
}

/**
 * What would stay of a student, and which files would go; asked by who acts, as far as they may read.
 *
 * @param limits null: what stands against it is not asked
 * @throws DomainError STILL_AT_WORK or STILL_KEPT where it may not be yet
 */
export async function previewNameLoss(
  tx: Transaction,
  departmentId: string,
  studentId: string,
  limits: Pick<NameLossAsked, 'today' | 'months'> | null,
): Promise<Pick<NameLoss, 'counted' | 'files'>> {
  if (limits !== null) await refuseTooEarly(tx, departmentId, studentId, limits);
  return {
    counted: await countRows(tx, await ownTables(tx), departmentId, studentId),
    files: await filesOf(tx, departmentId, studentId),
  };
}

interface Found {
  readonly id: string;
  readonly name: string;
  readonly number: string;
}

async function findStudent(tx: Transaction, departmentId: string, number: string): Promise<Found> {
  const [found] = await tx.query<Found>(
    `select id, name, student_no as number from xueye.student where department_id = $1 and student_no = $2
    for update`,
    [departmentId, number],
  );
  if (!found) throw new DomainError('NO_PERSON', '没有这个学号。请核对后写全。');
  return found;
}

async function refuseTooEarly(
  tx: Transaction,
  departmentId: string,
  studentId: string,
  { today, months }: Pick<NameLossAsked, 'today' | 'months'>,
): Promise<void> {
  const [held] = await tx.query<{ open: number; ended: string | null; pairs: number }>(
    `select count(*) filter (where status = 'open')::int as open, max(closed_on) as ended,
      (select count(*)::int from xueye.pairing
        where department_id = $1 and student_id = $2 and last_day is null) as pairs
    from xueye.support_case where department_id = $1 and student_id = $2`,
    [departmentId, studentId],
  );
  if (held && (held.open > 0 || held.pairs > 0))
    throw new DomainError('STILL_AT_WORK', '这位学生还在帮扶或结对中，不能匿名。请先结束帮扶、解除结对。');
  if (!held?.ended) return;
  const first = mayLoseNameOn(held.ended, months);
  if (today < first)
    throw new DomainError(
      'STILL_KEPT',
      `帮扶在${dayLabel(held.ended, today)}结束，档案保存 ${retentionLabel(months)}，${dayLabel(first, held.ended)}起才能匿名。在那之前只能停止使用，不能删除。`,
    );
}

/** Tables with rows that name a student, as far as who asks may read them. */
const ownTables = async (tx: Transaction): Promise<readonly string[]> =>
  (
    await tx.query<{ name: string }>(
      `select c.table_name as name from information_schema.columns c
      join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
      where c.table_schema = 'xueye' and c.column_name = 'student_id' and t.table_type = 'BASE TABLE'
        and has_column_privilege('xueye.' || c.table_name, 'student_id', 'select')
      order by 1`,
    )
  )
    .map(({ name }) => name)
    .filter((name) => name !== 'audit_event' && !DELETED_TABLES.some((gone) => gone === name));

async function countRows(
  tx: Transaction,
  tables: readonly string[],
  departmentId: string,
  studentId: string,
) {
  const counted: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await tx.query<{ count: number }>(
      `select count(*)::int as count from xueye.${table} where department_id = $1 and student_id = $2`,
      [departmentId, studentId],
    );
    if (row && row.count > 0) counted[table] = row.count;
  }
  return counted;
}

async function filesOf(tx: Transaction, departmentId: string, studentId: string): Promise<readonly string[]> {
  const rows = await tx.query<{ path: string }>(
    `select path from xueye.referral_attachment where department_id = $1 and ${whereOf('referral_answer')}
    union select r.path from xueye.letter_receipt r
      join xueye.letter l on l.department_id = r.department_id and l.id = r.letter_id
      where r.department_id = $1 and l.student_id = $2
    union select path from xueye.talk_attachment where department_id = $1 and student_id = $2
    union select path from xueye.plan_agreement
      where department_id = $1 and student_id = $2 and path is not null order by 1`,
    [departmentId, studentId],
  );
  return rows.map(({ path }) => path);
}

/** By table, what is set where: every sealed column, and the free texts that are not. */
function eraseSets(own: readonly string[]): readonly (readonly [string, readonly string[]])[] {
  const sets = new Map<string, string[]>(
    Object.entries(ERASED_COLUMNS).map(([table, columns]) => [
      table,
      Object.entries(columns).map(([column, value]) => `${column} = ${value}`),
    ]),
  );
  for (const [table, { columns }] of Object.entries<SealedTableShape>(SEALED_COLUMNS)) {
    if (!own.includes(table) && !Object.hasOwn(CHILD_TABLES, table)) continue;
    const sealed = Object.entries(columns).map(([column, kind]) =>
      kind === 'json'
        ? `${column} = case when ${column} is null then null else '"${ERASED}"'::jsonb end`
        : `${column} = case when ${column} is null or ${column} = '' then ${column} else '${ERASED}' end`,
    );
    sets.set(table, [...(sets.get(table) ?? []), ...sealed]);
  }
  return [...sets];
}

/** What a file said of the student, and what an import found and left: the rows that came of it stay. */
async function forgetImports(tx: Transaction, departmentId: string, { id, number }: Found): Promise<void> {
  await tx.query(
    `update xueye.import_row set payload = '{}' where department_id = $1 and strpos(payload::text, $2) > 0`,
    [departmentId, number],
  );
  const less = (image: string) =>
    `${image} - array['family', 'contact', 'guardians', 'gender', 'native_place']`;
  await tx.query(
    `update xueye.import_change set before = ${less('before')}, after = ${less('after')}
    where department_id = $1 and table_name in ('student', 'student_sensitive') and row_id = $2`,
    [departmentId, id],
  );
}
