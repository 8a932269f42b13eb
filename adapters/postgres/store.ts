import type {
  ActivationOutcome,
  AssignmentInForce,
  InvitationOutcome,
  PersonInForce,
  Store,
} from '#core/application/ports';
import { byRoleWeight, type Role } from '#core/domain/role';
import { accountRepository } from './accounts';
import { applicantStore } from './applicants';
import { auditRepository } from './audit';
import { calendarRepository } from './calendar';
import { caseRepository } from './cases';
import { checkCertificate } from './certificate-checks';
import { certificateRepository } from './certificates';
import { commendationRepository } from './commendations';
import { conferenceRepository } from './conferences';
import { consentRepository } from './consents';
import { enterAs, makeKeyring } from './context';
import { courseRepository } from './courses';
import { dataRequestRepository } from './data-requests';
import { asideOf, type Database } from './database';
import { dutyWaiverRepository } from './duty-waivers';
import { figureRepository } from './figures';
import { fileRepository } from './files';
import { focusRepository } from './focus';
import { gradeRepository } from './grades';
import { offeringRepository, volunteerRepository } from './groups';
import { guardianRepository } from './guardians';
import { answerHelp, sayHelpFeedback } from './help-answers';
import { helpCheckRepository } from './help-checks';
import { helpRepository } from './help-sessions';
import { importHolds } from './import-holds';
import { importPresetRepository } from './import-presets';
import { importRollbackRepository } from './import-rollbacks';
import { importRepository } from './imports';
import { jointMeetingRepository } from './joint-meetings';
import { letterRepository } from './letters';
import { listedFactRepository } from './listed-facts';
import type { MasterKeys } from './master-keys';
import { oversightRepository } from './oversight';
import { pairingRepository } from './pairings';
import { departmentRepository, peopleRepository } from './people';
import { answerPlan } from './plan-answers';
import { policyRepository } from './policies';
import { qaRepository } from './qa-sessions';
import { queueKeyRepository } from './queue-keys';
import { quickPhraseRepository } from './quick-phrases';
import { recruitingRepository } from './recruiting';
import { referralRepository } from './referrals';
import { reminderRepository } from './reminders';
import { rolloverRepository } from './rollover';
import { rosterRepository } from './roster';
import { rosterBook } from './roster-book';
import { screeningRepository } from './screenings';
import { studentHistory } from './student-history';
import { studyPlanRepository } from './study-plans';
import { summaryRepository } from './summaries';
import { talkLists } from './talk-lists';
import { talkRevisionRepository } from './talk-revisions';
import { talkRepository } from './talks';
import { textCheckRepository } from './text-checks';
import { guidanceRepository } from './volunteer-guidance';

/**
 * The application's store on a migrated database. The login needs nothing but membership in the role
 * `xueye_app`: every transaction runs under it and under row-level security.
 *
 * @param masters without them, whatever is sealed is refused with DATA_KEY_MISSING
 */
export function createStore(database: Database, masters?: MasterKeys): Store {
  const keyring = makeKeyring(masters);
  const aside = asideOf(database);
  /** @param phone the openid that WeChat vouches for, to be named with what it writes */
  const lookUp = <R extends object>(text: string, parameters: readonly unknown[], phone = '') =>
    database.transaction(async (tx) => {
      await tx.query(
        `select set_config('role', 'xueye_app', true), set_config('app.phone_subject', $1, true)`,
        [phone],
      );
      return tx.query<R>(text, parameters);
    });
  return {
    async findPerson(personId, today) {
      const rows = await lookUp<PersonRow & { consented_to: string | null }>(
        'select *, xueye.consented_to($1) as consented_to from xueye.find_person($1, $2)',
        [personId, today],
      );
      const found = toPersonInForce(personId, rows);
      return found && { ...found, consentedTo: rows[0]?.consented_to ?? null };
    },
    async findIdentity(provider, subject) {
      const [row] = await lookUp<{ department_id: string; person_id: string; binding_id: string }>(
        'select * from xueye.find_identity($1, $2)',
        [provider, subject],
      );
      return row
        ? { departmentId: row.department_id, personId: row.person_id, bindingId: row.binding_id }
        : null;
    },
    async admit({ bindingId, address, phone, limits }) {
      const [row] = await lookUp<{ person_id: string | null; wait: number }>(
        `select found.person_id, xueye.admit(
          array['person:' || coalesce(found.person_id, $1::uuid), 'address:' || $2::text, 'phone:' || $3::text],
          $4::integer[]) as wait
        from (select case when $1::uuid is null then null else xueye.find_bound_person($1::uuid) end as person_id) found`,
        [
          bindingId,
          address,
          phone ? `${phone.provider}:${phone.subject}` : null,
          `{${limits.person},${limits.address},${limits.phone}}`,
        ],
      );
      return { personId: row?.person_id ?? null, wait: row?.wait ?? 0 };
    },
    async activate({ provider, subject, workNo, codeHash, bindingId, at, today }) {
      const [row] = await lookUp<{ outcome: ActivationOutcome }>(
        'select outcome from xueye.activate($1, $2, $3, $4, $5, $6, $7)',
        [provider, subject, workNo, codeHash, bindingId, at, today],
      );
      if (!row) throw new Error('activate answered nothing');
      return row.outcome;
    },
    async acceptInvitation({ provider, subject, codeHash, bindingId, at, today }) {
      const [row] = await lookUp<{ outcome: InvitationOutcome['kind']; binding_id: string | null }>(
        'select * from xueye.accept_invitation($1, $2, $3, $4, $5, $6)',
        [provider, subject, codeHash, bindingId, at, today],
      );
      if (!row) throw new Error('accept_invitation answered nothing');
      const { outcome, binding_id: bound } = row;
      if (outcome !== 'bound') return { kind: outcome };
      if (bound === null) throw new Error('accept_invitation named no binding');
      return { kind: outcome, bindingId: bound };
    },
    answerHelp: (answer) => answerHelp(answer, lookUp),
    sayHelpFeedback: (feedback) => sayHelpFeedback(feedback, lookUp),
    answerPlan: (answer) => answerPlan(answer, lookUp),
    ...applicantStore(lookUp),
    checkCertificate: (check) => checkCertificate(check, lookUp),
    transaction: (actor, work) =>
      database.transaction(async (tx) => {
        const context = await enterAs(tx, actor, keyring, aside);
        const audit = auditRepository(context);
        const result = await work({
          departments: departmentRepository(context),
          policies: policyRepository(context),
          people: peopleRepository(context),
          accounts: accountRepository(context),
          roster: rosterRepository(context),
          rosterBook: rosterBook(context),
          offerings: offeringRepository(context),
          volunteers: volunteerRepository(context),
          imports: importRepository(context),
          importPresets: importPresetRepository(context),
          importHolds: importHolds(context),
          importRollbacks: importRollbackRepository(context),
          grades: gradeRepository(context),
          courses: courseRepository(context),
          listedFacts: listedFactRepository(context),
          screenings: screeningRepository(context),
          cases: caseRepository(context),
          talks: talkRepository(context),
          history: studentHistory(context),
          talkLists: talkLists(context),
          talkRevisions: talkRevisionRepository(context),
          letters: letterRepository(context),
          pairings: pairingRepository(context),
          studyPlans: studyPlanRepository(context),
          guardians: guardianRepository(context),
          dutyWaivers: dutyWaiverRepository(context),
          jointMeetings: jointMeetingRepository(context),
          oversight: oversightRepository(context),
          rollover: rolloverRepository(context),
          help: helpRepository(context),
          focus: focusRepository(context),
          certificates: certificateRepository(context),
          recruiting: recruitingRepository(context),
          qa: qaRepository(context),
          checks: helpCheckRepository(context),
          guidance: guidanceRepository(context),
          commendations: commendationRepository(context),
          referrals: referralRepository(context),
          files: fileRepository(context),
          audit,
          calendar: calendarRepository(context),
          consents: consentRepository(context),
          dataRequests: dataRequestRepository(context),
          queueKeys: queueKeyRepository(context),
          quickPhrases: quickPhraseRepository(context),
          reminders: reminderRepository(context),
          textChecks: textCheckRepository(context),
          figures: figureRepository(context),
          summaries: summaryRepository(context),
          conferences: conferenceRepository(context),
        });
        // Last of all: the chain's head is held as short as can be, and never before another lock.
        await audit.write();
        return result;
      }),
  };
}

/** A row of `find_person`: the assignment's part is null for a person without one. */
type PersonRow = { readonly department_id: string; readonly name: string; readonly work_no: string } & (
  | { readonly assignment_id: null }
  | {
      readonly assignment_id: string;
      readonly role: Role;
      readonly class_id: string | null;
      readonly area_id: string | null;
      readonly scope_name: string;
      readonly first_day: string;
      readonly last_day: string | null;
      readonly class_ids: readonly string[];
    }
);

function toPersonInForce(
  personId: string,
  rows: readonly PersonRow[],
): Omit<PersonInForce, 'consentedTo'> | null {
  const [person] = rows;
  if (!person) return null;
  const assignments = rows.flatMap((row): AssignmentInForce[] =>
    row.assignment_id === null
      ? []
      : [
          {
            id: row.assignment_id,
            personId,
            role: row.role,
            classId: row.class_id,
            areaId: row.area_id,
            scopeName: row.scope_name,
            firstDay: row.first_day,
            lastDay: row.last_day,
            classIds: row.class_ids,
          },
        ],
  );
  return {
    departmentId: person.department_id,
    person: { id: personId, name: person.name, workNo: person.work_no },
    assignments: assignments.sort(byRoleWeight),
  };
}
