import { type SqlBool, sql } from 'kysely';
import type {
  TextCheckQueue,
  TextCheckRepository,
  TextHintRecord,
  TextToCheck,
} from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import type { CheckedTextKind, TextCheckLevel, TextHitAdvice, TextMissReason } from '#core/domain/text-check';
import type { Context } from './context';
import { SEALED_COLUMNS, type SealedTable } from './sealed-inventory';

export const textCheckRepository = (context: Context): TextCheckRepository => {
  const { db, actor } = context;
  const department = actor.departmentId;
  const selected = () =>
    db
      .selectFrom('text_check as asked')
      .leftJoin('person as author', (join) =>
        join
          .onRef('author.department_id', '=', 'asked.department_id')
          .onRef('author.id', '=', 'asked.author_id'),
      )
      .leftJoin('person as settler', (join) =>
        join
          .onRef('settler.department_id', '=', 'asked.department_id')
          .onRef('settler.id', '=', 'asked.settled_by'),
      )
      .where('asked.department_id', '=', department)
      .where('asked.state', '<>', 'waiting')
      .select([
        'asked.id',
        'asked.kind',
        'asked.subject_id as subjectId',
        'asked.student_id as studentId',
        'asked.author_id as authorId',
        'author.name as authorName',
        'asked.filed_at as filedAt',
        sql<string>`(asked.filed_at at time zone 'Asia/Shanghai')::date`.as('filedOn'),
        'asked.advice',
        'asked.label',
        'asked.reason',
        'asked.code',
        'settler.name as settledBy',
        'asked.settled_on as settledOn',
      ]);
  return {
    async level() {
      const row = await db
        .selectFrom('text_check_setting')
        .where('department_id', '=', department)
        .select('level')
        .executeTakeFirst();
      return (row?.level as TextCheckLevel | undefined) ?? 'outside';
    },
    async setLevel(level) {
      const set = { level, set_by: actor.personId, set_on: actor.today };
      await db
        .insertInto('text_check_setting')
        .values({ department_id: department, ...set })
        .onConflict((conflict) => conflict.column('department_id').doUpdateSet(set))
        .execute();
    },
    async hints(place, limit) {
      const rows = await selected()
        .$if(place !== null, (query) =>
          query.where(
            sql<SqlBool>`(asked.filed_at, asked.id) < (${place?.filedAt}::timestamptz, ${place?.id}::uuid)`,
          ),
        )
        .orderBy('asked.filed_at', 'desc')
        .orderBy('asked.id', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...toRecord(row), place: { filedAt: row.filedAt, id: row.id } }));
    },
    async countOpen() {
      const row = await db
        .selectFrom('text_check')
        .where('department_id', '=', department)
        .where('settled_by', 'is', null)
        .select([
          sql<number>`count(*) filter (where state = 'hit')`.as('hits'),
          sql<number>`count(*) filter (where state = 'missed')`.as('missed'),
        ])
        .executeTakeFirstOrThrow();
      return { hits: Number(row.hits), missed: Number(row.missed) };
    },
    async get(id) {
      const row = await selected().where('asked.id', '=', id).executeTakeFirst();
      return row ? toRecord(row) : null;
    },
    async settle(id) {
      const { numUpdatedRows } = await db
        .updateTable('text_check')
        .set({ settled_by: actor.personId, settled_on: actor.today })
        .where('department_id', '=', department)
        .where('id', '=', id)
        .where('settled_by', 'is', null)
        .executeTakeFirst();
      return Number(numUpdatedRows) === 1;
    },
  };
};

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly studentId: string | null;
  readonly authorId: string | null;
  readonly authorName: string | null;
  readonly filedOn: string;
  readonly advice: string | null;
  readonly label: number | null;
  readonly reason: string | null;
  readonly code: number | null;
  readonly settledBy: string | null;
  readonly settledOn: string | null;
}

/** Checked by the table. */
const toRecord = (row: Row): TextHintRecord => ({
  id: row.id,
  kind: row.kind as CheckedTextKind,
  subjectId: row.subjectId,
  studentId: row.studentId,
  authorName: row.authorId === null ? null : (row.authorName ?? ''),
  filedOn: row.filedOn,
  hit: row.advice === null ? null : { advice: row.advice as TextHitAdvice, label: row.label },
  missed: row.reason === null ? null : { reason: row.reason as TextMissReason, code: row.code },
  settled: row.settledOn === null ? null : { by: row.settledBy ?? '', on: row.settledOn },
});

/** The table of a kind of which some columns are sealed. */
const SEALED_IN: Partial<Record<CheckedTextKind, SealedTable>> = {
  talk: 'talk_record',
  'talk-revision': 'talk_revision',
  'talk-supplement': 'talk_supplement',
  referral: 'referral',
  'help-session': 'help_session',
  guidance: 'volunteer_guidance',
};

export const textCheckQueue = (context: Context): TextCheckQueue => {
  const { tx, db, actor } = context;
  const department = actor.departmentId;
  return {
    async lease(now, until, limit) {
      const taken = await tx.query<{
        id: string;
        kind: CheckedTextKind;
        subjectId: string;
        attempts: number;
      }>(
        `update xueye.text_check asked set lease_until = $3, attempts = attempts + 1
        from (
          select id from xueye.text_check
          where department_id = $1 and state = 'waiting' and run_at <= $2::timestamptz
            and (lease_until is null or lease_until <= $2::timestamptz)
          order by run_at, id limit $4 for update skip locked
        ) taken
        where asked.department_id = $1 and asked.id = taken.id
        returning asked.id, asked.kind, asked.subject_id as "subjectId", asked.attempts`,
        [department, now, until, limit],
      );
      if (taken.length === 0) return [];
      const asked = `{${taken.map(({ id }) => id).join(',')}}`;
      const writers = new Map(
        (
          await tx.query<{ id: string; subject: string | null }>(
            'select id, subject from xueye.timer_writers($1::uuid[])',
            [asked],
          )
        ).map(({ id, subject }) => [id, subject]),
      );
      const stored = new Map(
        (
          await tx.query<{ id: string; texts: Readonly<Record<string, string | null>> | null }>(
            'select id, texts from xueye.timer_texts($1::uuid[])',
            [asked],
          )
        ).map(({ id, texts }) => [id, texts]),
      );
      const texts: TextToCheck[] = [];
      for (const { id, kind, subjectId, attempts } of taken) {
        texts.push({
          id,
          kind,
          attempts,
          openid: writers.get(id) ?? null,
          texts: await opened(kind, subjectId, stored.get(id) ?? {}, context),
        });
      }
      return texts;
    },
    async settle({ id }, outcome, nextRun) {
      const own = db.updateTable('text_check').where('department_id', '=', department).where('id', '=', id);
      switch (outcome.kind) {
        case 'pass':
          await db
            .deleteFrom('text_check')
            .where('department_id', '=', department)
            .where('id', '=', id)
            .where('state', '=', 'waiting')
            .execute();
          return;
        case 'hit':
          await own
            .set({ state: 'hit', advice: outcome.advice, label: outcome.label, phone_subject: null })
            .where('state', '=', 'waiting')
            .execute();
          return;
        case 'missed':
          await own
            .set({ state: 'missed', reason: outcome.reason, code: outcome.code, phone_subject: null })
            .where('state', '=', 'waiting')
            .execute();
          return;
        case 'retry':
          await own.set({ run_at: nextRun, lease_until: null }).where('state', '=', 'waiting').execute();
      }
    },
  };
};

/** What can be opened; null: all of it is sealed, and this function holds no key for it. */
async function opened(
  kind: CheckedTextKind,
  subjectId: string,
  stored: Readonly<Record<string, string | null>>,
  { sealed }: Context,
): Promise<readonly string[] | null> {
  const table = SEALED_IN[kind];
  const isSealed = (column: string) =>
    table !== undefined && Object.hasOwn(SEALED_COLUMNS[table].columns, column);
  const columns = Object.entries(stored);
  const bare = columns.flatMap(([column, text]) => (isSealed(column) ? [] : [text ?? '']));
  if (table === undefined || bare.length === columns.length) return bare;
  try {
    const opener = await sealed.toOpen();
    return columns.map(([column, text]) => {
      if (!isSealed(column)) return text ?? '';
      const open = opener.open(table, column as never, subjectId, text) ?? '';
      // The whole corrected record, as JSON: its texts are asked about, not its names.
      return kind === 'talk-revision' && column === 'content' ? textsWithin(open) : open;
    });
  } catch (error) {
    if (!(error instanceof DomainError) || !error.code.startsWith('DATA_KEY')) throw error;
    return bare.length > 0 ? bare : null;
  }
}

function textsWithin(json: string): string {
  const { problems = '', assessment = '' } = JSON.parse(json) as { problems?: string; assessment?: string };
  return `${problems}\n${assessment}`;
}
