import type { SummaryRepository, SummaryText } from '#core/application/ports/summaries';
import type { SummaryContent } from '#core/domain/term-summary';
import { type Context, insertRows } from './context';

export const summaryRepository = (context: Context): SummaryRepository => {
  const { db, actor } = context;
  const department_id = actor.departmentId;
  const texts = () =>
    db
      .selectFrom('summary_text')
      .innerJoin('person', (join) =>
        join
          .onRef('person.department_id', '=', 'summary_text.department_id')
          .onRef('person.id', '=', 'summary_text.saved_by'),
      )
      .where('summary_text.department_id', '=', department_id)
      .select([
        'summary_text.id as id',
        'summary_text.term as term',
        'summary_text.ordinal as ordinal',
        'summary_text.achievements as achievements',
        'summary_text.shortcomings as shortcomings',
        'summary_text.plan as plan',
        'summary_text.saved_on as savedOn',
        'summary_text.saved_at as savedAt',
        'summary_text.saved_by as savedBy',
        'person.name as savedByName',
      ]);
  return {
    async newest(term) {
      const row = await texts()
        .where('summary_text.term', '=', term)
        .orderBy('summary_text.ordinal', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? { ...toText(row), savedByName: row.savedByName } : null;
    },
    async text(id) {
      const row = await texts().where('summary_text.id', '=', id).executeTakeFirst();
      return row ? toText(row) : null;
    },
    async addText({ id, term, ordinal, words, savedOn, savedAt, savedBy }) {
      const row = {
        department_id,
        id,
        term,
        ordinal,
        ...words,
        saved_on: savedOn,
        saved_at: savedAt,
        saved_by: savedBy,
      };
      const conflict = 'on conflict (department_id, term, ordinal) do nothing';
      return (await insertRows(context, 'summary_text', [row], conflict)) === 1;
    },
    versions: (term) =>
      db
        .selectFrom('term_summary')
        .innerJoin('person', (join) =>
          join
            .onRef('person.department_id', '=', 'term_summary.department_id')
            .onRef('person.id', '=', 'term_summary.signed_by'),
        )
        .where('term_summary.department_id', '=', department_id)
        .where('term_summary.term', '=', term)
        .select([
          'term_summary.id as id',
          'term_summary.term as term',
          'term_summary.version as version',
          'term_summary.content_hash as contentHash',
          'term_summary.reason as reason',
          'term_summary.signed_on as signedOn',
          'term_summary.signed_at as signedAt',
          'term_summary.signed_by as signedBy',
          'person.name as signedByName',
        ])
        .orderBy('term_summary.version', 'desc')
        .execute(),
    async signed(term, version) {
      const row = await db
        .selectFrom('term_summary')
        .where('department_id', '=', department_id)
        .where('term', '=', term)
        .where('version', '=', version)
        .selectAll()
        .executeTakeFirst();
      if (!row) return null;
      const opener = await context.sealed.toOpen();
      return {
        id: row.id,
        term: row.term,
        version: row.version,
        // The JSON column holds what `addSigned` was given.
        content: opener.openJson('term_summary', 'content', row.id, row.content) as SummaryContent,
        contentHash: row.content_hash,
        reason: row.reason,
        signedOn: row.signed_on,
        signedAt: row.signed_at,
        signedBy: row.signed_by,
      };
    },
    async addSigned({ id, term, version, content, contentHash, reason, signedOn, signedAt, signedBy }) {
      const sealer = await context.sealed.toSeal();
      const row = {
        department_id,
        id,
        term,
        version,
        content: sealer.sealJson('term_summary', 'content', id, content),
        content_hash: contentHash,
        reason,
        signed_on: signedOn,
        signed_at: signedAt,
        signed_by: signedBy,
      };
      const conflict = 'on conflict (department_id, term, version) do nothing';
      return (await insertRows(context, 'term_summary', [row], conflict)) === 1;
    },
  };
};

const toText = ({
  achievements,
  shortcomings,
  plan,
  id,
  term,
  ordinal,
  savedOn,
  savedAt,
  savedBy,
}: Omit<SummaryText, 'words'> & SummaryText['words']): SummaryText => ({
  id,
  term,
  ordinal,
  words: { achievements, shortcomings, plan },
  savedOn,
  savedAt,
  savedBy,
});
