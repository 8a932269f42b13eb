import type { ActionName } from '../contract/actions';
import { DomainError } from '../domain/errors';
import { ROLE_LABELS } from '../domain/labels';
import { ROLES, type Role } from '../domain/role';
import type { Actor, AssignmentInForce, Reach } from './ports';

/**
 * Who may do what (reading §1), as data. A role that is not named may not. Which *students* it may
 * be done to follows from the actor's reach; row-level security is the second wall behind this one.
 */
export const PERMISSIONS: Readonly<Record<ActionName, readonly Role[]>> = {
  'session.me': ROLES,
  'privacy.show': ROLES,
  'privacy.answer': ROLES,
  'queue.key': ROLES,
  // 常用语 of one's own: nobody else's, whatever the role.
  'phrases.list': ROLES,
  'phrases.save': ROLES,
  'phrases.remove': ROLES,
  'today.workload': ['leader', 'office', 'counselor', 'adviser'],
  'today.workload-rows': ['leader', 'office', 'counselor', 'adviser'],
  'today.list': ROLES,
  'students.list': ['leader', 'office', 'counselor', 'adviser'],
  'students.archive': ['leader', 'office', 'counselor', 'adviser'],
  'students.timeline': ['leader', 'office', 'counselor', 'adviser'],
  'students.viewers': ['leader', 'office', 'counselor', 'adviser'],
  'students.sensitive': ['leader', 'office', 'counselor', 'adviser'],
  'talks.form': ['counselor', 'adviser'],
  'talks.file': ['counselor', 'adviser'],
  'talks.list': ['leader', 'office', 'counselor', 'adviser'],
  'talks.view': ['leader', 'office', 'counselor', 'adviser'],
  'talks.photos': ['leader', 'office', 'counselor', 'adviser'],
  // Of one's own record: the author, in either role.
  'talks.revise': ['counselor', 'adviser'],
  'talks.supplement': ['counselor'],
  'pairings.desk': ['leader', 'office', 'counselor'],
  'pairings.student': ['leader', 'office', 'counselor'],
  'pairings.confirm': ['leader', 'office', 'counselor'],
  'pairings.end': ['leader', 'office', 'counselor'],
  'pairings.contact': ['leader', 'office', 'counselor'],
  'pairings.wish': ['leader', 'office', 'counselor'],
  'pairings.mine': ['volunteer'],
  'guardians.show': ['leader', 'office', 'counselor', 'adviser'],
  'guardians.numbers': ['leader', 'office', 'counselor', 'adviser'],
  'guardians.save': ['office', 'counselor', 'adviser'],
  'contacts.form': ['leader', 'office', 'counselor', 'adviser'],
  'contacts.file': ['counselor', 'adviser'],
  'contacts.waive': ['leader'],
  'rollover.show': ['leader', 'office'],
  'rollover.cases': ['leader', 'office'],
  'rollover.close': ['leader'],
  'oversight.show': ['leader', 'office'],
  'oversight.rows': ['leader', 'office'],
  'duties.waivers': ['leader', 'office', 'counselor', 'adviser'],
  'duties.waive': ['leader'],
  'duties.unwaive': ['leader'],
  'joint-meetings.show': ['leader', 'office', 'counselor', 'adviser'],
  'joint-meetings.add': ['counselor', 'adviser'],
  'joint-meetings.sign': ['counselor', 'adviser'],
  'papers.joint-meeting': ['leader', 'office', 'counselor', 'adviser'],
  'plans.show': ['leader', 'office', 'counselor', 'adviser'],
  // The plan is the adviser's duty, with the student (reading §4).
  'plans.save': ['adviser'],
  'plans.agree': ['adviser'],
  'plans.code': ['adviser'],
  'plans.review': ['adviser'],
  'plans.advise': ['adviser'],
  'help.log': ['volunteer'],
  'help.mine': ['volunteer'],
  'help.code': ['volunteer'],
  'help.withdraw': ['volunteer'],
  'help.of-student': ['leader', 'office', 'counselor', 'adviser'],
  'help.review': ['leader', 'counselor'],
  'guidance.of-student': ['leader', 'office', 'counselor'],
  'guidance.file': ['counselor'],
  'guidance.mine': ['volunteer'],
  'checks.draw': ['leader', 'counselor'],
  'checks.list': ['leader', 'office', 'counselor'],
  'checks.file': ['leader', 'counselor'],
  'focus.mine': ['teacher'],
  'focus.lesson': ['teacher'],
  'focus.note': ['teacher'],
  'recruiting.calls': ['leader', 'office', 'counselor'],
  'recruiting.open': ['leader', 'office', 'counselor'],
  'recruiting.applicants': ['leader', 'office', 'counselor'],
  'recruiting.applicant': ['leader', 'office', 'counselor'],
  'recruiting.decide': ['leader', 'counselor'],
  'recruiting.train': ['leader', 'office', 'counselor'],
  // 登记备案, and who is on the roster, is the office's.
  'recruiting.register': ['office'],
  'recruiting.activate': ['office'],
  'commendations.desk': ['leader', 'office'],
  'commendations.decide': ['leader'],
  'commendations.withdraw': ['leader'],
  'commendations.of-volunteer': ['leader', 'office', 'counselor', 'volunteer'],
  'papers.commendations': ['leader', 'office'],
  'certificates.list': ['leader', 'office', 'counselor'],
  'certificates.volunteer': ['leader', 'office', 'counselor'],
  'certificates.mine': ['volunteer'],
  'certificates.withdraw': ['leader', 'office', 'counselor'],
  'papers.issue-certificate': ['leader', 'office', 'counselor'],
  'papers.certificate': ['leader', 'office', 'counselor', 'volunteer'],
  'papers.hours-list': ['leader', 'office', 'counselor'],
  'qa.list': ['leader', 'office', 'counselor', 'adviser', 'teacher'],
  'qa.show': ['leader', 'office', 'counselor', 'adviser', 'teacher'],
  'qa.announce': ['teacher'],
  'qa.report': ['teacher'],
  'letters.list': ['leader', 'office'],
  'letters.show': ['leader', 'office'],
  'letters.draft': ['office'],
  'letters.address': ['office'],
  'papers.approve-letters': ['leader'],
  'letters.step': ['office'],
  'letters.receipt': ['office'],
  'letters.remove-receipt': ['office'],
  'letters.template': ['leader', 'office'],
  'letters.template-upload': ['office'],
  'papers.save-template': ['office'],
  'papers.template-file': ['leader', 'office'],
  'letters.wording': ['leader', 'office'],
  'letters.save-wording': ['office'],
  'papers.letters': ['leader', 'office'],
  'papers.mail-list': ['office'],
  'screenings.run': ['leader', 'office'],
  'screenings.list': ['leader', 'office'],
  'screenings.compare': ['leader', 'office'],
  'screenings.replay': ['leader', 'office'],
  'policies.show': ['leader', 'office'],
  'policies.what-if': ['leader', 'office'],
  'policies.history': ['leader', 'office'],
  'policies.save': ['leader', 'office'],
  'policies.save-rules': ['leader'],
  'meeting.agenda': ['leader', 'office'],
  'meeting.proposal': ['leader', 'office'],
  'meeting.decide': ['leader'],
  // 诊断会: the office may keep the list, the leader's word puts it in force.
  'conference.show': ['leader', 'office'],
  'conference.open': ['leader', 'office'],
  'conference.mark': ['leader', 'office'],
  'conference.prepare': ['leader', 'office'],
  'conference.apply': ['leader'],
  'conference.leave': ['leader', 'office'],
  'conference.mine': ['counselor', 'adviser'],
  'conference.join': ['counselor', 'adviser'],
  // The chair for anyone who is there; a member of the own students, for oneself.
  'conference.say': ['leader', 'office', 'counselor', 'adviser'],
  'papers.conference': ['leader', 'office'],
  // 早报告 is for every member of the working group (art. 2); own ones come back without the answer's reason.
  'referrals.form': ROLES,
  'referrals.upload': ROLES,
  'referrals.file': ROLES,
  'referrals.mine': ROLES,
  'referrals.withdraw': ROLES,
  'referrals.list': ['leader', 'office'],
  'referrals.show': ['leader', 'office', 'counselor', 'adviser'],
  'referrals.answer': ['leader'],
  'imports.upload': ['office'],
  'imports.preview': ['office'],
  'imports.show': ['office', 'leader'],
  'imports.progress': ['office', 'leader'],
  'imports.rejected': ['office', 'leader'],
  'imports.apply': ['office'],
  'imports.discard': ['office'],
  'imports.list': ['office', 'leader'],
  'imports.rollback': ['office'],
  'imports.read': ['office'],
  'imports.rejected-file': ['office'],
  'imports.template': ['office'],
  'imports.forget': ['office'],
  'calendar.show': ['office', 'leader'],
  'calendar.weigh': ['office'],
  'calendar.change': ['office'],
  'accounts.list': ['office', 'leader'],
  'accounts.issue-code': ['office'],
  'papers.activation-sheet': ['office'],
  'papers.invitation': ['office'],
  'accounts.withdraw-invitation': ['office'],
  'accounts.unbind': ['office'],
  'audit.list': ['leader'],
  'audit.check': ['leader'],
  'roster.people': ['office', 'leader'],
  'roster.person': ['office', 'leader'],
  'roster.add-person': ['office'],
  'roster.rename-person': ['office'],
  'roster.assign': ['office'],
  'roster.end': ['office'],
  'roster.correct': ['office'],
  'roster.leave': ['office'],
  // 代办: an absence is often the leader's to settle.
  'roster.stand-in': ['office', 'leader'],
  'roster.end-stand-in': ['office', 'leader'],
  'roster.scopes': ['office', 'leader'],
  'roster.classes': ['office', 'leader'],
  'roster.class': ['office', 'leader'],
  'roster.add-class': ['office'],
  'roster.move-class': ['office'],
  'roster.hand-over': ['office'],
  'roster.handover-sheet': ['leader', 'office', 'counselor', 'adviser'],
  'roster.areas': ['office', 'leader'],
  'roster.add-area': ['office'],
  'roster.offerings': ['office', 'leader'],
  // 平台提示: own ones for everybody, all for those who see the department.
  'texts.hints': ROLES,
  'texts.settle': ['leader', 'office'],
  'texts.set-level': ['leader', 'office'],
  'reminders.mine': ROLES,
  'reminders.subscribe': ROLES,
  'reminders.problems': ['office', 'leader'],
  'reminders.settle': ['office'],
  // 本人的权利: one's own for everybody; who did not sign in is entered by the office.
  'rights.mine': ROLES,
  'rights.ask': ROLES,
  'rights.withdraw': ROLES,
  'rights.requests': ['leader', 'office'],
  'rights.show': ['leader', 'office'],
  'rights.enter': ['office'],
  'rights.answer': ['leader', 'office'],
  'rights.set-days': ['leader', 'office'],
  'figures.show': ['leader', 'office', 'counselor'],
  'figures.rows': ['leader', 'office', 'counselor'],
  'summary.show': ['leader', 'office'],
  'summary.save': ['leader', 'office'],
  'summary.sign': ['leader'],
  'papers.summary': ['leader', 'office'],
  'papers.term-list': ['leader', 'office'],
  'papers.talk-record': ['leader', 'office', 'counselor', 'adviser'],
  'papers.archive': ['leader', 'office', 'counselor', 'adviser'],
  // What is sensitive leaves the system as one file: not with every role that may read it piece by piece.
  'papers.archive-with-sensitive': ['leader', 'office', 'counselor'],
  'papers.blank-talk-record': ['leader', 'office', 'counselor', 'adviser'],
};

/** What is to be touched, as far as the gate must know it: a student, or something of a student's. */
export type Subject =
  | { readonly classId: string | null }
  | { readonly student: { readonly classId: string | null } };

/**
 * The one gate. Without a subject it asks only whether the role may; with one, also whether the
 * student is within reach. Absent and out of reach are refused alike.
 *
 * @throws DomainError FORBIDDEN (the sentence names who can) or NOT_FOUND
 */
export function requireAccess(actor: Actor, action: ActionName): void;
export function requireAccess<S extends Subject>(
  actor: Actor,
  action: ActionName,
  subject: S | null,
): asserts subject is S;
export function requireAccess(actor: Actor, action: ActionName, subject?: Subject | null): void {
  if (!mayRole(actor.role, action)) {
    const able = PERMISSIONS[action].map((role) => ROLE_LABELS[role]).join('、');
    throw new DomainError(
      'FORBIDDEN',
      `您现在的身份是${ROLE_LABELS[actor.role]}，不能做这件事。可请${able}办理。`,
    );
  }
  if (subject !== undefined && !isWithinReach(actor.reach, subject)) throw notFound();
}

/** True where the role holds the permission, whatever the student. */
export const mayRole = (role: Role, action: ActionName): boolean => PERMISSIONS[action].includes(role);

/** True where `requireAccess` would pass; for the `can` part of an answer. */
export const can = (actor: Actor, action: ActionName, subject: Subject): boolean =>
  mayRole(actor.role, action) && isWithinReach(actor.reach, subject);

/** The same sentence for what is absent and for what is not the actor's. */
export const notFound = (): DomainError =>
  new DomainError('NOT_FOUND', '没有找到，或不在您的工作范围内。如需调整范围，可请系学工办办理。');

/** Which students a role reaches through its assignments in force (reading §1). */
export function reachOf(role: Role, assignments: readonly AssignmentInForce[]): Reach {
  switch (role) {
    case 'leader':
    case 'office':
      return { kind: 'department' };
    case 'counselor':
    case 'adviser': {
      const classIds = assignments.filter((held) => held.role === role).flatMap((held) => held.classIds);
      return { kind: 'classes', classIds: [...new Set(classIds)] };
    }
    case 'teacher':
    case 'volunteer':
      return { kind: 'none' };
  }
}

function isWithinReach(reach: Reach, subject: Subject | null): boolean {
  if (subject === null || reach.kind === 'none') return false;
  if (reach.kind === 'department') return true;
  const { classId } = 'student' in subject ? subject.student : subject;
  return classId !== null && reach.classIds.includes(classId);
}
