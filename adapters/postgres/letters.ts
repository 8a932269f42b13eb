import { sql } from 'kysely';
import type { LetterRecord, LetterRepository, LetterSummary } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import type { LetterContent } from '#core/domain/letter-content';
import { type Addressee, LETTER_STATES, type LetterState, POSTED_STATES } from '#core/domain/warning-letter';
import { fromStudents, STUDENT, tierColumn, toStudent, toTier } from './columns';
import { type Context, insertRows } from './context';
import { letterForms } from './letter-forms';
import { letterReceipts } from './letter-receipts';
import { ERASED_TEXT, type Opener } from './sealed-columns';

export const letterRepository = (context: Context): LetterRepository => {
  const { tx, db, actor } = context;
  const department_id = actor.departmentId;
  const one = async (letterId: string): Promise<LetterRecord | null> => {
    const row = await selectLetters(context)
      .where('letter.id', '=', letterId)
      .select(['letter_content.content as content', 'letter_content.content_hash as contentHash'])
      .executeTakeFirst();
    if (!row) return null;
    const opener = await context.sealed.toOpen();
    const content =
      row.content === null ? null : opener.openJson('letter_content', 'content', row.id, row.content);
    if (row.content !== null && content === null)
      throw new DomainError('ERASED', '这份通知书已过保存期限，内容已清除。');
    // The JSON column holds what `freeze` was given.
    return {
      ...toSummary(row, opener),
      content: content as LetterContent | null,
      contentHash: row.contentHash,
    };
  };
  return {
    ...letterReceipts(context),
    ...letterForms(context),
    async add(letter) {
      const sealer = await context.sealed.toSeal();
      const written = await insertRows(
        context,
        'letter',
        [
          {
            department_id,
            id: letter.id,
            case_id: letter.caseId,
            student_id: letter.studentId,
            addressee: sealer.sealJson('letter', 'addressee', letter.id, letter.addressee),
            corrects: letter.corrects,
            state: 'draft',
            state_on: letter.draftedOn,
            is_live: true,
            drafted_on: letter.draftedOn,
            drafted_at: letter.draftedAt,
            drafted_by: letter.draftedBy,
          },
        ],
        'on conflict (department_id, id) do nothing',
      ).catch(refuseSecondLetter);
      return written === 1;
    },
    get: one,
    async classNames(state) {
      const rows = await fromStudents(context)
        .innerJoin('letter', (join) =>
          join
            .onRef('letter.department_id', '=', 'student.department_id')
            .onRef('letter.student_id', '=', 'student.id'),
        )
        .where('letter.state', '=', state)
        .select(STUDENT)
        .execute();
      return [...new Set(rows.map((row) => toStudent(row).className))].sort();
    },
    async lock(letterId) {
      await tx.query('select 1 from xueye.letter where department_id = $1 and id = $2 for update', [
        department_id,
        letterId,
      ]);
      return one(letterId);
    },
    async list(state, { className, tier }, skip, limit) {
      const ofClass =
        className === null ? sql<boolean>`true` : sql<boolean>`coalesce(class.name, '') = ${className}`;
      const ofTier =
        tier === null ? sql<boolean>`true` : sql<boolean>`support_case.tier = ${tierColumn(tier)}`;
      const rows = await selectLetters(context)
        .where('letter.state', '=', state)
        .where(ofClass)
        .where(ofTier)
        .orderBy('letter.state_on')
        .orderBy('letter.id')
        .offset(skip)
        .limit(limit)
        .execute();
      return opened(rows, context);
    },
    async counts() {
      const rows = await db
        .selectFrom('letter')
        .where('department_id', '=', department_id)
        .groupBy('state')
        .select(['state', sql<number>`count(*)`.as('count')])
        .execute();
      const found = new Map(rows.map(({ state, count }) => [state as LetterState, count]));
      return Object.fromEntries(LETTER_STATES.map((state) => [state, found.get(state) ?? 0])) as Record<
        LetterState,
        number
      >;
    },
    async countPostedBefore(day) {
      const { count } = await db
        .selectFrom('letter')
        .where('department_id', '=', department_id)
        .where('state', '=', 'posted')
        .where('state_on', '<', day)
        .select(sql<number>`count(*)`.as('count'))
        .executeTakeFirstOrThrow();
      return count;
    },
    async ofStudent(studentId) {
      const rows = await selectLetters(context)
        .where('letter.student_id', '=', studentId)
        .orderBy('letter.drafted_at')
        .orderBy('letter.id')
        .execute();
      return opened(rows, context);
    },
    async postedOn(day) {
      const rows = await selectLetters(context)
        .where('letter.posted_on', '=', day)
        .where('letter.state', 'in', POSTED_STATES)
        .orderBy('letter_content.year')
        .orderBy('letter_content.serial')
        .execute();
      return opened(rows, context);
    },
    async liveOf(caseId) {
      const row = await db
        .selectFrom('letter')
        .where('department_id', '=', department_id)
        .where('case_id', '=', caseId)
        .where('is_live', '=', true)
        .select('id')
        .executeTakeFirst();
      return row?.id ?? null;
    },
    async steps(letterId) {
      const rows = await selectSteps(context)
        .innerJoin('person', (join) =>
          join
            .onRef('person.department_id', '=', 'letter_step.department_id')
            .onRef('person.id', '=', 'letter_step.by_person'),
        )
        .where('letter_step.letter_id', '=', letterId)
        .select('person.name as byName')
        .orderBy('letter_step.ordinal')
        .execute();
      return openSteps(rows, context);
    },
    async step(stepId) {
      const row = await selectSteps(context).where('letter_step.id', '=', stepId).executeTakeFirst();
      return row ? ((await openSteps([row], context))[0] ?? null) : null;
    },
    async setAddressee(letterId, addressee) {
      const sealer = await context.sealed.toSeal();
      const { numUpdatedRows } = await db
        .updateTable('letter')
        .set({ addressee: JSON.stringify(sealer.sealJson('letter', 'addressee', letterId, addressee)) })
        .where('department_id', '=', department_id)
        .where('id', '=', letterId)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows !== 1n) throw new Error('no such letter to address');
    },
    async nextSerial(year) {
      const [row] = await tx.query<{ last: number }>(
        `insert into xueye.letter_series (department_id, year, last) values ($1, $2, 1)
         on conflict (department_id, year) do update set last = letter_series.last + 1
         returning last`,
        [department_id, year],
      );
      if (!row) throw new Error('the series answered nothing');
      return row.last;
    },
    async freeze(letterId, { number, year, serial }, content, contentHash) {
      const sealer = await context.sealed.toSeal();
      await insertRows(context, 'letter_content', [
        {
          department_id,
          id: letterId,
          year,
          serial,
          number,
          content: sealer.sealJson('letter_content', 'content', letterId, content),
          content_hash: contentHash,
        },
      ]);
    },
    async addStep(step) {
      const sealer = await context.sealed.toSeal();
      const added = await tx
        .query(
          `insert into xueye.letter_step (
             department_id, id, letter_id, ordinal, state, on_day, mail_number, note, at, by_person
           )
           select $1, $2, $3, coalesce(max(ordinal), 0) + 1, $4, $5, $6, $7, $8, $9
           from xueye.letter_step where department_id = $1 and letter_id = $3
           on conflict (department_id, id) do nothing
           returning id`,
          [
            department_id,
            step.id,
            step.letterId,
            step.to,
            step.on,
            step.mailNumber,
            sealer.seal('letter_step', 'note', step.id, step.note),
            step.at,
            step.by,
          ],
        )
        .catch(refuseTakenNumber);
      if (added.length === 0) return false;
      await db
        .updateTable('letter')
        .set({
          state: step.to,
          state_on: step.on,
          ...(step.to === 'withdrawn' ? { is_live: false } : {}),
          ...(step.mailNumber === null ? {} : { mail_number: step.mailNumber, posted_on: step.on }),
        })
        .where('department_id', '=', department_id)
        .where('id', '=', step.letterId)
        .execute();
      return true;
    },
    async retire(letterId) {
      await db
        .updateTable('letter')
        .set({ is_live: false })
        .where('department_id', '=', department_id)
        .where('id', '=', letterId)
        .execute();
    },
  };
};

const selectLetters = (context: Context) =>
  fromStudents(context)
    .innerJoin('letter', (join) =>
      join
        .onRef('letter.department_id', '=', 'student.department_id')
        .onRef('letter.student_id', '=', 'student.id'),
    )
    .innerJoin('support_case', (join) =>
      join
        .onRef('support_case.department_id', '=', 'letter.department_id')
        .onRef('support_case.id', '=', 'letter.case_id'),
    )
    .leftJoin('letter_content', (join) =>
      join
        .onRef('letter_content.department_id', '=', 'letter.department_id')
        .onRef('letter_content.id', '=', 'letter.id'),
    )
    .select([
      ...STUDENT,
      'letter.id as id',
      'letter.case_id as caseId',
      'letter.state as state',
      'letter.state_on as stateOn',
      'letter.addressee as addressee',
      'letter.drafted_on as draftedOn',
      'letter.mail_number as mailNumber',
      'letter.posted_on as postedOn',
      'letter.corrects as corrects',
      'support_case.term as term',
      'support_case.tier as tier',
      'letter_content.number as number',
    ]);

type LetterColumns = Awaited<ReturnType<ReturnType<typeof selectLetters>['executeTakeFirstOrThrow']>>;

async function opened(
  rows: readonly LetterColumns[],
  { sealed }: Context,
): Promise<readonly LetterSummary[]> {
  if (rows.length === 0) return [];
  const opener = await sealed.toOpen();
  return rows.map((row) => toSummary(row, opener));
}

/** Whose name was erased after its time. */
const NOBODY: Addressee = { name: ERASED_TEXT, relation: '', address: '', postcode: '' };

const toSummary = (row: LetterColumns, opener: Opener): LetterSummary => ({
  id: row.id,
  caseId: row.caseId,
  student: toStudent(row),
  term: row.term,
  tier: toTier(row.tier),
  state: row.state as LetterState,
  addressee: (opener.openJson('letter', 'addressee', row.id, row.addressee) as Addressee | null) ?? NOBODY,
  draftedOn: row.draftedOn,
  stateOn: row.stateOn,
  number: row.number,
  mailNumber: row.mailNumber,
  postedOn: row.postedOn,
  corrects: row.corrects,
});

const selectSteps = ({ db, actor }: Context) =>
  db
    .selectFrom('letter_step')
    .where('letter_step.department_id', '=', actor.departmentId)
    .select([
      'letter_step.id as id',
      'letter_step.letter_id as letterId',
      sql<LetterState>`letter_step.state`.as('to'),
      'letter_step.on_day as on',
      'letter_step.at as at',
      'letter_step.by_person as by',
      'letter_step.mail_number as mailNumber',
      'letter_step.note as note',
    ]);

async function openSteps<T extends { readonly id: string; readonly note: string }>(
  rows: readonly T[],
  { sealed }: Context,
): Promise<readonly T[]> {
  const opener = rows.some(({ note }) => note) ? await sealed.toOpen() : null;
  return rows.map((row) => ({ ...row, note: opener?.open('letter_step', 'note', row.id, row.note) ?? '' }));
}

const constraintOf = (error: unknown): string | null =>
  typeof error === 'object' && error !== null && 'constraint' in error ? String(error.constraint) : null;

function refuseSecondLetter(error: unknown): never {
  if (constraintOf(error) !== 'letter_live') throw error;
  throw new DomainError('LETTER_EXISTS', '这位学生本学期已有一封预警通知书。请在原信上继续办理。');
}

function refuseTakenNumber(error: unknown): never {
  if (constraintOf(error) !== 'letter_step_mail_number') throw error;
  throw new DomainError(
    'MAIL_NUMBER_TAKEN',
    '这个邮件号码已经登记在另一封信上。每封信的号码不同，请核对收据。',
    'mailNumber',
  );
}
