import { ROLE_LABELS } from '../domain/labels';
import type { Known, Referral } from '../domain/screening-facts';
import type { AcceptedReferral, Student } from './ports';
import type { UseCaseDeps } from './use-case';

/** The referrals of the app that the meeting accepted for a semester, by student. */
export type AcceptedByStudent = ReadonlyMap<
  string,
  { readonly student: Student; readonly rows: readonly Referral[] }
>;

export async function acceptedReferrals(term: string, deps: UseCaseDeps): Promise<AcceptedByStudent> {
  const byStudent = new Map<string, { readonly student: Student; readonly rows: readonly Referral[] }>();
  for (const referral of await deps.referrals.accepted(term)) {
    const { student } = referral;
    const rows = byStudent.get(student.id)?.rows ?? [];
    byStudent.set(student.id, { student, rows: [...rows, toFact(referral)] });
  }
  return byStudent;
}

/**
 * As a row of evidence: who reported and when. What was seen stays in the referral, where reading it is
 * logged.
 */
const toFact = ({
  id,
  term,
  filedOn,
  referrerName,
  referrerRole,
}: Omit<AcceptedReferral, 'student'>): Referral => ({
  file: `早报告 ${filedOn}`,
  row: 0,
  content: id,
  term,
  referrer: `${ROLE_LABELS[referrerRole]} ${referrerName}`,
  reason: '',
  status: '诊断会已采纳',
  isAccepted: true,
});

/** Beside the rows of an imported list, where there is one. Neither: no data. */
export function withReferrals(
  listed: Known<Referral> | null,
  rows: readonly Referral[],
): Known<Referral> | null {
  if (rows.length === 0) return listed;
  return { rows: [...(listed?.rows ?? []), ...rows], unread: listed?.unread ?? 0 };
}
