import type { GuardianRepository, ParentCall } from '#core/application/ports';
import { type Context, insertRows } from './context';
import { isRepeat } from './repeats';

/** Guardians and calls; both only ever added to, what names a person sealed. */
export const guardianRepository = (context: Context): GuardianRepository => {
  const { tx, db, actor, sealed } = context;
  const department_id = actor.departmentId;
  return {
    async entries(studentId) {
      const rows = await db
        .selectFrom('guardian_entry')
        .innerJoin('person', (join) =>
          join
            .onRef('person.department_id', '=', 'guardian_entry.department_id')
            .onRef('person.id', '=', 'guardian_entry.entered_by'),
        )
        .where('guardian_entry.department_id', '=', department_id)
        .where('guardian_entry.student_id', '=', studentId)
        .select([
          'guardian_entry.id as id',
          'guardian_entry.guardian_id as guardianId',
          'guardian_entry.student_id as studentId',
          'guardian_entry.ordinal as ordinal',
          'guardian_entry.name as name',
          'guardian_entry.relation as relation',
          'guardian_entry.phone as phone',
          'guardian_entry.address as address',
          'guardian_entry.preference as preference',
          'guardian_entry.standing as standing',
          'guardian_entry.is_preferred as isPreferred',
          'guardian_entry.source as source',
          'guardian_entry.reason as reason',
          'guardian_entry.entered_by as enteredBy',
          'guardian_entry.entered_role as enteredRole',
          'guardian_entry.entered_on as enteredOn',
          'guardian_entry.entered_at as enteredAt',
          'person.name as enteredByName',
        ])
        .orderBy('guardian_entry.entered_at')
        .orderBy('guardian_entry.ordinal')
        .orderBy('guardian_entry.id')
        .execute();
      const opener = await sealed.toOpen();
      return rows.map((row) => {
        const open = (column: 'name' | 'phone' | 'address' | 'preference' | 'reason') =>
          opener.open('guardian_entry', column, row.id, row[column]);
        return {
          ...row,
          name: open('name'),
          phone: open('phone'),
          address: open('address'),
          preference: open('preference'),
          reason: open('reason'),
        };
      });
    },
    async addEntry(entry) {
      const sealer = await sealed.toSeal();
      const seal = (column: 'name' | 'phone' | 'address' | 'preference' | 'reason') =>
        sealer.seal('guardian_entry', column, entry.id, entry[column]);
      const written = await insertRows(
        context,
        'guardian_entry',
        [
          {
            department_id,
            id: entry.id,
            guardian_id: entry.guardianId,
            student_id: entry.studentId,
            ordinal: entry.ordinal,
            name: seal('name'),
            relation: entry.relation,
            phone: seal('phone'),
            address: seal('address'),
            preference: seal('preference'),
            standing: entry.standing,
            is_preferred: entry.isPreferred,
            source: entry.source,
            reason: seal('reason'),
            entered_by: entry.enteredBy,
            entered_role: entry.enteredRole,
            entered_on: entry.enteredOn,
            entered_at: entry.enteredAt,
          },
        ],
        'on conflict do nothing',
      );
      return (
        written === 1 ||
        isRepeat(
          context,
          { table: 'guardian_entry', id: entry.id, author: 'entered_by', authorId: entry.enteredBy },
          CHANGED_MEANWHILE,
        )
      );
    },
    async roster(studentId) {
      const rows = await tx.query<{ guardians: string; since: string }>(
        'select guardians, since from xueye.roster_guardians($1)',
        [studentId],
      );
      const opener = await sealed.toOpen();
      return rows.map(({ guardians, since }) => ({
        text: opener.open('student_sensitive', 'guardians', studentId, guardians),
        since,
      }));
    },
    async calls(studentId) {
      const rows = await db
        .selectFrom('parent_call')
        .innerJoin('person', (join) =>
          join
            .onRef('person.department_id', '=', 'parent_call.department_id')
            .onRef('person.id', '=', 'parent_call.author_id'),
        )
        .where('parent_call.department_id', '=', department_id)
        .where('parent_call.student_id', '=', studentId)
        .select([
          'parent_call.id as id',
          'parent_call.case_id as caseId',
          'parent_call.student_id as studentId',
          'parent_call.called_on as calledOn',
          'parent_call.phone as phone',
          'parent_call.reached as reached',
          'parent_call.failure as failure',
          'parent_call.who as who',
          'parent_call.identity_passed as identityPassed',
          'parent_call.doubt as doubt',
          'parent_call.told as told',
          'parent_call.answer as answer',
          'parent_call.next as next',
          'parent_call.author_id as authorId',
          'parent_call.author_role as authorRole',
          'parent_call.filed_on as filedOn',
          'parent_call.filed_at as filedAt',
          'person.name as authorName',
        ])
        .orderBy('parent_call.called_on', 'desc')
        .orderBy('parent_call.filed_at', 'desc')
        .orderBy('parent_call.id', 'desc')
        .execute();
      const opener = await sealed.toOpen();
      return rows.map((row) => {
        const open = (column: 'phone' | 'who' | 'told' | 'answer' | 'next') =>
          opener.open('parent_call', column, row.id, row[column]);
        return {
          ...row,
          phone: open('phone'),
          who: open('who'),
          told: open('told'),
          answer: open('answer'),
          next: open('next'),
        };
      });
    },
    async addCall(call: ParentCall) {
      const sealer = await sealed.toSeal();
      const seal = (column: 'phone' | 'who' | 'told' | 'answer' | 'next') =>
        sealer.seal('parent_call', column, call.id, call[column]);
      const written = await insertRows(
        context,
        'parent_call',
        [
          {
            department_id,
            id: call.id,
            case_id: call.caseId,
            student_id: call.studentId,
            called_on: call.calledOn,
            phone: seal('phone'),
            reached: call.reached,
            failure: call.failure,
            who: seal('who'),
            identity_passed: call.identityPassed,
            doubt: call.doubt,
            told: seal('told'),
            answer: seal('answer'),
            next: seal('next'),
            author_id: call.authorId,
            author_role: call.authorRole,
            filed_on: call.filedOn,
            filed_at: call.filedAt,
          },
        ],
        'on conflict (department_id, id) do nothing',
      );
      return (
        written === 1 ||
        isRepeat(
          context,
          { table: 'parent_call', id: call.id, author: 'author_id', authorId: call.authorId },
          CHANGED_MEANWHILE,
        )
      );
    },
  };
};

const CHANGED_MEANWHILE = '这条记录刚刚有人改过。请刷新后再填。';
