import type { KeptRows } from '#core/application/ports';
import { KEPT_GROUPS, type KeptGroup } from '#core/domain/data-request';
import { DomainError } from '#core/domain/errors';
import type { LocalDate } from '#core/domain/local-date';
import { RETENTION_DEFAULTS } from '#core/domain/retention';
import type { Transaction } from './database';
import { previewNameLoss } from './person-erase';
import { staffTables } from './person-export';

/** What people call the rows of a table; a table that is not named here is 其他. */
const GROUP_OF: Readonly<Record<string, KeptGroup>> = {
  grade_row: 'grades',
  listed_fact: 'grades',
  proposal: 'cases',
  support_case: 'cases',
  decision: 'cases',
  conference_view: 'cases',
  conference_decision: 'cases',
  duty_waiver: 'cases',
  duty_waiver_end: 'cases',
  talk_record: 'talks',
  talk_supplement: 'talks',
  talk_revision: 'talks',
  talk_attachment: 'talks',
  study_plan: 'plans',
  plan_agreement: 'plans',
  plan_review: 'plans',
  course_advice: 'plans',
  guardian_entry: 'parents',
  parent_call: 'parents',
  joint_meeting: 'parents',
  joint_meeting_signature: 'parents',
  letter: 'letters',
  referral: 'referrals',
  referral_answer: 'referrals',
  pairing: 'help',
  pairing_wish: 'help',
  pairing_refusal: 'help',
  help_session: 'help',
  volunteer_guidance: 'help',
  volunteer_application: 'help',
  volunteer: 'help',
  focus_mark: 'classroom',
  focus_note: 'classroom',
  qa_session: 'classroom',
  qa_invitation: 'classroom',
  qa_presence: 'classroom',
  assignment: 'roles',
  assignment_change: 'roles',
};

/**
 * What taking a student's name out would leave, and what stands against it today, by the same preview as
 * the command that does it; as far as the actor's row-level security shows.
 */
export async function keptOfStudent(
  tx: Transaction,
  departmentId: string,
  studentId: string,
  today: LocalDate,
): Promise<KeptRows> {
  const [rule] = await tx.query<{ months: number | null }>(
    `select months from xueye.retention_rule where department_id = $1 and kind = 'students'
    order by set_at desc, id desc limit 1`,
    [departmentId],
  );
  // Kept for good by the department's own word is never cleared by itself; the law's shortest time still ends.
  const months = rule?.months ?? RETENTION_DEFAULTS.students;
  try {
    const { counted, files } = await previewNameLoss(tx, departmentId, studentId, { today, months });
    return { kept: grouped(counted), files: files.length, barrier: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { counted, files } = await previewNameLoss(tx, departmentId, studentId, null);
    return { kept: grouped(counted), files: files.length, barrier: error.message };
  }
}

/** What a person has written and held: it stays, under their name. */
export async function keptOfPerson(
  tx: Transaction,
  departmentId: string,
  personId: string,
): Promise<KeptRows> {
  const counted: Record<string, number> = {};
  for (const { table, columns } of await staffTables(tx)) {
    if (table === 'person') continue;
    const [row] = await tx.query<{ count: number }>(
      `select count(*)::int as count from xueye.${table}
      where department_id = $1 and $2::uuid in (${columns.join(', ')})`,
      [departmentId, personId],
    );
    if (row && row.count > 0) counted[table] = row.count;
  }
  return { kept: grouped(counted), files: 0, barrier: null };
}

function grouped(counted: Readonly<Record<string, number>>): KeptRows['kept'] {
  const rows = new Map<KeptGroup, number>();
  for (const [table, count] of Object.entries(counted)) {
    const group = GROUP_OF[table] ?? 'other';
    rows.set(group, (rows.get(group) ?? 0) + count);
  }
  return KEPT_GROUPS.flatMap((group) => {
    const count = rows.get(group);
    return count === undefined ? [] : [{ group, rows: count }];
  });
}
