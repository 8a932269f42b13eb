import * as z from 'zod';
import { EXPORT_FORMATS, EXPORT_PURPOSES } from '../domain/archive-export';
import { AUDIT_GROUPS } from '../domain/audit-group';
import { CLOSE_OUTCOMES, CLOSING_LIMITS } from '../domain/case-closing';
import { CASE_OUTCOMES, DIFFICULTIES } from '../domain/case-decision';
import { CAUSE_FACTORS } from '../domain/cause-factor';
import { DUTY_KINDS, DUTY_ROLES } from '../domain/duty';
import { WAIVER_LIMITS } from '../domain/duty-waiver';
import {
  CALL_FAILURES,
  GUARDIAN_LIMITS,
  GUARDIAN_RELATIONS,
  GUARDIAN_SOURCES,
  GUARDIAN_STANDINGS,
} from '../domain/guardian';
import { IMPORT_KINDS } from '../domain/import-kind';
import { OVERSIGHT_SECTIONS } from '../domain/oversight';
import { CHOSEN_END_KINDS, CLASS_WISHES, PAIRING_LIMITS } from '../domain/pairing-end';
import { PAPER_FORMATS, TALKS_AT_ONCE } from '../domain/paper-format';
import { CONSENT_ANSWERS, CONSENT_KINDS } from '../domain/privacy-guide';
import { PHRASE_LIMITS } from '../domain/quick-phrase';
import { READING_PURPOSES } from '../domain/reading-purpose';
import { REFERRAL_LIMITS, REFERRAL_OUTCOMES } from '../domain/referral';
import { MESSAGE_CHANNELS, SETTLE_NOTE_LIMIT } from '../domain/reminder-message';
import { ROLES } from '../domain/role';
import { ROSTER_LIMITS } from '../domain/roster-limits';
import { NOTE_LIMIT } from '../domain/school-calendar';
import { CERTIFICATE_LIMITS } from '../domain/service-certificate';
import { HELP_KINDS, HELP_LIMITS } from '../domain/service-hours';
import { PAD_WIDTH, SIGNATURE_LIMITS } from '../domain/signature';
import { PLAN_LIMITS, PLAN_WAYS, REVIEW_PROGRESS } from '../domain/study-plan';
import { TALK_LIMITS, TALK_MODES } from '../domain/talk-record';
import { REVISION_REASON_LIMIT } from '../domain/talk-revision';
import { TEXT_CHECK_LEVELS } from '../domain/text-check';
import { TIMELINE_GROUPS } from '../domain/timeline-group';
import { UNBIND_REASONS } from '../domain/unbind-reason';
import { LETTER_LIMITS, LETTER_STATES } from '../domain/warning-letter';
import { activationSheetInput } from './actions-activation';
import { commendationActions } from './actions-commendations';
import { conferenceActions } from './actions-conferences';
import { figureActions } from './actions-figures';
import { jointMeetingActions } from './actions-joint-meetings';
import { recruitingActions } from './actions-recruiting';
import { summaryActions } from './actions-summary';
import { supervisionActions } from './actions-supervision';
import { teachingActions } from './actions-teaching';
import { talkDetails } from './talk-details';

/** The wire, said once: each client action, the function that serves it, and the shape of its input. */

const id = z.uuid({ error: '编号格式不正确' });
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: '日期应为 YYYY-MM-DD' });
const term = z.string().regex(/^\d{4}-\d{4}-[123]$/, { error: '学期应写作 2026-2027-1' });
const text = (max: number) => z.string().max(max, { error: `不能超过 ${max} 字` });
/** Opaque position in a list, as an earlier answer gave it. */
const cursor = z.string().max(200).optional();
const tier = z.union([z.literal('watch'), z.literal(1), z.literal(2), z.literal(3)]);
const importKind = z.enum(IMPORT_KINDS);
const paperFormat = z.enum(PAPER_FORMATS).default('pdf');
const pairingEnd = { kind: z.enum(CHOSEN_END_KINDS), note: text(PAIRING_LIMITS.note) };
/** Weekly periods such as `2-4`; null: not said yet. */
const freePeriods = z.array(z.string().max(20)).max(35).nullable();
const cause = z.enum(CAUSE_FACTORS);
const policyVersion = text(60).min(1);
const savedPolicy = {
  id,
  /** The last version that the person knew of; "": none. */
  seen: text(60),
  effectiveFrom: date,
  reason: text(500),
  /** A whole policy; parsePolicy reads it and names the field that is wrong. */
  body: z.unknown(),
};

const month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, { error: '月份应写作 2026-10' });
const daySpan = z.object({ from: date, to: date });
/** One change of the school calendar; said twice it is the same. */
const calendarChange = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('save-term'),
    term,
    from: date,
    to: date,
    /** 选课周 */
    selection: daySpan.nullable(),
  }),
  z.object({ kind: z.literal('remove-term'), term }),
  z.object({
    kind: z.literal('correct'),
    day: date,
    as: z.enum(['free', 'teaching']),
    note: text(NOTE_LIMIT),
  }),
  z.object({ kind: z.literal('restore'), day: date }),
]);

/** Why the roster is changed; kept with the change. */
const rosterReason = text(ROSTER_LIMITS.reason).trim().min(1, { error: '请写明原因' });
const personName = text(ROSTER_LIMITS.name).trim().min(1, { error: '请填写姓名' });
const workNo = text(ROSTER_LIMITS.workNo).trim().min(1, { error: '请填写工号或学号' });

const talkText = {
  place: text(TALK_LIMITS.place),
  /** Minutes. */
  duration: z.number().int().min(1).max(600).nullable(),
  family: text(TALK_LIMITS.family),
  contact: text(TALK_LIMITS.contact),
  problems: text(TALK_LIMITS.problems),
  assessment: text(TALK_LIMITS.assessment),
  parentsContacted: z.boolean().nullable(),
  /** 是否需要进一步关注 / 是否建议心理中心关注 */
  needsAttention: z.boolean().nullable(),
  psychologicalReferral: z.boolean().nullable(),
};

const talkFields = {
  ...talkText,
  /** Made by the client: a retry or an offline filing with the same id never doubles. */
  id,
  caseId: id,
  heldOn: date,
  mode: z.enum(TALK_MODES),
  attended: z.boolean(),
  /** The other side of the pair was there too: one record serves both duties. */
  jointWith: z.enum(['adviser', 'counselor']).nullable(),
  details: talkDetails.nullable().default(null),
  /** The person has seen that there is a record of that day and the same people: it is another talk. */
  isAnother: z.boolean().default(false),
};

/** A line of a study plan: a course that is outstanding. */
const planLine = z.object({
  code: text(60).min(1),
  since: term,
  isRepeatable: z.boolean(),
  courseName: text(120).min(1),
  credit: z.string().regex(/^\d+\.\d{2}$/),
  way: z.enum(PLAN_WAYS),
  term,
  /** Of the resit. */
  on: date.nullable(),
  target: text(2 * PLAN_LIMITS.target),
  isShared: z.boolean(),
});
/** x, y, x, y … of one line drawn on the pad. */
const stroke = z.array(z.number().int().min(0).max(PAD_WIDTH)).max(SIGNATURE_LIMITS.numbers);
const letterShelf = z.enum(['owed', ...LETTER_STATES]);
const addressee = z.object({
  name: text(LETTER_LIMITS.name),
  relation: text(LETTER_LIMITS.relation),
  address: text(LETTER_LIMITS.address),
  postcode: text(12),
});
const letterWording = z.object({
  opening: text(2000),
  meaning: text(2000),
  help: text(2000),
  request: text(2000),
  contact: text(2000),
});

/** A student's whole archive as a file. */
const exportFields = {
  studentId: id,
  format: z.enum(EXPORT_FORMATS),
  purpose: z.enum(EXPORT_PURPOSES),
};

export const actions = {
  ...figureActions,
  ...recruitingActions,
  ...summaryActions,
  ...conferenceActions,
  ...commendationActions,
  'session.me': { fn: 'api', input: z.object({}) },

  'queue.key': { fn: 'api', input: z.object({}) },
  'phrases.list': { fn: 'api', input: z.object({}) },
  'phrases.save': { fn: 'api', input: z.object({ id, text: text(PHRASE_LIMITS.text * 2) }) },
  'phrases.remove': { fn: 'api', input: z.object({ id }) },
  'privacy.show': { fn: 'api', input: z.object({}) },
  'privacy.answer': {
    fn: 'api',
    input: z.object({
      id,
      kind: z.enum(CONSENT_KINDS),
      /** Of the guide that the person has read. */
      version: text(40),
      answer: z.enum(CONSENT_ANSWERS),
    }),
  },

  'today.list': {
    fn: 'api',
    input: z.object({
      /** 谈话, or 其他应办. */
      show: z.enum(['talks', 'others']).default('talks'),
      search: text(40).optional(),
      tier: tier.optional(),
      classId: id.optional(),
      kind: z.enum(DUTY_KINDS).optional(),
      overdue: z.boolean().default(false),
      /** Due on this day. */
      day: date.optional(),
      /** For the leader: the overdue talks of this person. */
      personId: id.optional(),
      cursor,
    }),
  },
  'today.workload': { fn: 'api', input: z.object({}) },

  'students.list': {
    fn: 'api',
    input: z.object({
      search: text(40).optional(),
      tier: tier.optional(),
      classId: id.optional(),
      /** Only students with an open case (default), or everyone in scope. */
      scope: z.enum(['cases', 'all']).default('cases'),
      /** Only where something is overdue. */
      overdue: z.boolean().optional(),
      sort: z.enum(['due', 'last-talk', 'student-no']).default('due'),
      cursor,
    }),
  },
  'students.archive': { fn: 'api', input: z.object({ studentId: id }) },
  /** Further of the archive's timeline, of one group or one case. */
  'students.timeline': {
    fn: 'api',
    input: z.object({
      studentId: id,
      group: z.enum(TIMELINE_GROUPS).optional(),
      caseId: id.optional(),
      cursor,
    }),
  },
  'students.viewers': { fn: 'api', input: z.object({ studentId: id }) },
  /** Family and contact, asked for by name; each read is logged. */
  'students.sensitive': { fn: 'api', input: z.object({ studentId: id, purpose: z.enum(READING_PURPOSES) }) },

  // isAhead: for a form that may open without a network.
  'talks.form': { fn: 'api', input: z.object({ caseId: id, isAhead: z.boolean().default(false) }) },
  'talks.file': { fn: 'api', input: z.object(talkFields) },
  'talks.list': {
    fn: 'api',
    input: z.object({
      classId: id.optional(),
      tier: tier.optional(),
      from: date.optional(),
      to: date.optional(),
      cursor,
    }),
  },
  'talks.view': { fn: 'api', input: z.object({ talkId: id }) },
  'talks.revise': {
    fn: 'api',
    input: z.object({
      id,
      talkId: id,
      /** The revision that the person saw: 0 as filed. */
      basedOn: z.number().int().min(0),
      reason: text(REVISION_REASON_LIMIT * 2),
      ...talkText,
      /** Left out: as they stand. */
      details: talkDetails.nullable().optional(),
    }),
  },
  'talks.supplement': {
    fn: 'api',
    input: z.object({ id, talkId: id, text: text(TALK_LIMITS.supplement), heldOn: date.nullable() }),
  },

  ...teachingActions,
  ...supervisionActions,

  'help.log': {
    fn: 'api',
    input: z.object({
      /** Made by the client: a retry or an offline filing with the same id never doubles. */
      id,
      pairingId: id,
      kind: z.enum(HELP_KINDS),
      heldOn: date,
      /** Minutes since midnight in Asia/Shanghai. */
      from: z.number().int().min(0).max(1439),
      to: z.number().int().min(1).max(1440),
      course: text(HELP_LIMITS.course),
      done: text(HELP_LIMITS.done),
      next: text(HELP_LIMITS.next),
    }),
  },
  'help.mine': { fn: 'api', input: z.object({ cursor }) },
  'help.code': { fn: 'api', input: z.object({ sessionId: id }) },
  'help.withdraw': { fn: 'api', input: z.object({ sessionId: id }) },
  'help.of-student': { fn: 'api', input: z.object({ studentId: id, cursor }) },
  'help.review': {
    fn: 'api',
    input: z.object({
      id,
      sessionId: id,
      outcome: z.enum(['approved', 'refused']),
      note: text(HELP_LIMITS.note),
    }),
  },

  /** 志愿服务时数证明 */
  'certificates.list': { fn: 'api', input: z.object({ cursor }) },
  'certificates.volunteer': { fn: 'api', input: z.object({ volunteerId: id }) },
  'certificates.mine': { fn: 'api', input: z.object({}) },
  'certificates.withdraw': {
    fn: 'api',
    input: z.object({ certificateId: id, reason: text(CERTIFICATE_LIMITS.reason) }),
  },
  'papers.issue-certificate': {
    fn: 'papers',
    input: z.object({
      id,
      volunteerId: id,
      replaces: id.nullable().default(null),
      reason: text(CERTIFICATE_LIMITS.reason).default(''),
    }),
  },
  'papers.certificate': { fn: 'papers', input: z.object({ certificateId: id }) },
  'papers.hours-list': { fn: 'papers', input: daySpan },

  /** Open students with a suggestion each, those to whom a pair may be offered, or the pairs there are. */
  'pairings.desk': {
    fn: 'api',
    input: z.object({ show: z.enum(['open', 'offered', 'paired']).default('open'), cursor }),
  },
  'pairings.student': { fn: 'api', input: z.object({ studentId: id, cursor }) },
  'pairings.confirm': {
    fn: 'api',
    input: z.object({
      pairs: z
        .array(
          z.object({
            /** Made by the client: a retry with the same id never doubles. */
            id,
            studentId: id,
            volunteerId: id,
            agreedContact: text(PAIRING_LIMITS.contact).default(''),
            /** The active pair that this one takes the place of, and why. */
            replaces: z.object({ pairingId: id, ...pairingEnd }).optional(),
          }),
        )
        .min(1)
        .max(50),
    }),
  },
  'pairings.end': { fn: 'api', input: z.object({ pairingId: id, ...pairingEnd }) },
  'pairings.contact': {
    fn: 'api',
    input: z.object({ pairingId: id, agreedContact: text(PAIRING_LIMITS.contact) }),
  },
  'pairings.wish': {
    fn: 'api',
    input: z.object({
      studentId: id,
      /** What is left out stays as it is. */
      free: freePeriods.optional(),
      campus: text(PAIRING_LIMITS.campus).nullable().optional(),
      classWish: z.enum(CLASS_WISHES).nullable().optional(),
      /** At tier 1 and 3: a pair is wanted. */
      isAsked: z.boolean().optional(),
    }),
  },
  'pairings.mine': { fn: 'api', input: z.object({}) },
  'plans.show': {
    fn: 'api',
    input: z.object({ caseId: id, planId: id.optional(), isAhead: z.boolean().default(false) }),
  },
  'plans.save': {
    fn: 'api',
    input: z.object({
      /** Made by the client: a retry with the same id never doubles. */
      id,
      caseId: id,
      /** The version that the person saw and means to change; null: there was none. */
      basedOn: id.nullable(),
      reason: text(2 * PLAN_LIMITS.reason),
      goal: text(2 * PLAN_LIMITS.goal),
      lines: z.array(planLine).max(2 * PLAN_LIMITS.lines),
      steps: z
        .array(z.object({ text: text(2 * PLAN_LIMITS.step), isShared: z.boolean() }))
        .max(2 * PLAN_LIMITS.steps),
    }),
  },
  /** The student signs the version on the adviser's phone. */
  'plans.agree': {
    fn: 'api',
    input: z.object({
      id,
      caseId: id,
      planId: id,
      strokes: z
        .array(stroke)
        .max(SIGNATURE_LIMITS.strokes)
        .refine((drawn) => drawn.reduce((sum, { length }) => sum + length, 0) <= SIGNATURE_LIMITS.numbers, {
          error: '笔画太多，请清除后重签',
        }),
    }),
  },
  'plans.review': {
    fn: 'api',
    input: z.object({
      id,
      caseId: id,
      planId: id,
      heldOn: date,
      progress: z
        .array(z.object({ key: text(80).min(1), progress: z.enum(REVIEW_PROGRESS) }))
        .max(PLAN_LIMITS.lines),
      note: text(2 * PLAN_LIMITS.note),
      next: text(2 * PLAN_LIMITS.next),
    }),
  },
  /** 选课咨询 */
  'plans.advise': {
    fn: 'api',
    input: z.object({ id, caseId: id, heldOn: date, advice: text(2 * PLAN_LIMITS.advice) }),
  },

  /** Who the guardians are, without number and address. */
  'guardians.show': { fn: 'api', input: z.object({ studentId: id }) },
  /** The same with them, asked for by name; each read is logged. */
  'guardians.numbers': { fn: 'api', input: z.object({ studentId: id, purpose: z.enum(READING_PURPOSES) }) },
  'guardians.save': {
    fn: 'api',
    input: z.object({
      id,
      studentId: id,
      /** Made by the client for a new guardian. */
      guardianId: id,
      /** The entry that the person saw and corrects; null: a new guardian. */
      replaces: id.nullable(),
      name: text(2 * GUARDIAN_LIMITS.name),
      relation: z.enum(GUARDIAN_RELATIONS),
      phone: text(2 * GUARDIAN_LIMITS.phone),
      address: text(2 * GUARDIAN_LIMITS.address),
      preference: text(2 * GUARDIAN_LIMITS.preference),
      standing: z.enum(GUARDIAN_STANDINGS),
      isPreferred: z.boolean(),
      source: z.enum(GUARDIAN_SOURCES),
      reason: text(2 * GUARDIAN_LIMITS.reason),
    }),
  },
  /** Whom to call, with the numbers: logged as a reading of them. */
  'contacts.form': { fn: 'api', input: z.object({ caseId: id }) },
  'contacts.file': {
    fn: 'api',
    input: z.object({
      id,
      caseId: id,
      calledOn: date,
      phone: text(2 * GUARDIAN_LIMITS.phone),
      reached: z.boolean(),
      failure: z.enum(CALL_FAILURES).nullable(),
      who: text(2 * GUARDIAN_LIMITS.who),
      identityPassed: z.boolean().nullable(),
      told: text(2 * GUARDIAN_LIMITS.told),
      answer: text(2 * GUARDIAN_LIMITS.answer),
      next: text(2 * GUARDIAN_LIMITS.next),
    }),
  },
  'contacts.waive': {
    fn: 'api',
    input: z.object({ id, caseId: id, reason: text(2 * GUARDIAN_LIMITS.reason) }),
  },
  /** 换学期 */
  'rollover.show': { fn: 'api', input: z.object({}) },
  'rollover.cases': { fn: 'api', input: z.object({ kind: z.enum(['carry', 'close']), cursor }) },
  'rollover.close': {
    fn: 'api',
    input: z.object({
      caseId: id,
      outcome: z.enum(CLOSE_OUTCOMES),
      reason: text(2 * CLOSING_LIMITS.reason),
    }),
  },
  /** 谁被漏掉了？ */
  'oversight.show': { fn: 'api', input: z.object({}) },
  'oversight.rows': {
    fn: 'api',
    input: z.object({
      section: z.enum(OVERSIGHT_SECTIONS),
      personId: id.optional(),
      classId: id.optional(),
      cursor,
    }),
  },
  /** 免办 */
  'duties.waivers': { fn: 'api', input: z.object({ caseId: id }) },
  'duties.waive': {
    fn: 'api',
    input: z.object({
      id,
      caseId: id,
      kind: z.enum(DUTY_KINDS),
      /** Null: of each owner. */
      role: z.enum(DUTY_ROLES).nullable(),
      /** The last day; null: for good. */
      until: date.nullable(),
      reason: text(2 * WAIVER_LIMITS.reason),
    }),
  },
  'duties.unwaive': {
    fn: 'api',
    input: z.object({ id, caseId: id, waiverId: id, reason: text(2 * WAIVER_LIMITS.reason) }),
  },
  ...jointMeetingActions,
  /** 书面预警通知书 */
  'letters.list': {
    fn: 'api',
    input: z.object({
      shelf: letterShelf.default('owed'),
      /** Of one class, of one tier; both absent: all. */
      className: text(60).optional(),
      tier: tier.optional(),
      cursor,
    }),
  },
  'letters.show': { fn: 'api', input: z.object({ letterId: id }) },
  'letters.draft': { fn: 'api', input: z.object({ id, caseId: id, corrects: id.optional() }) },
  'letters.address': { fn: 'api', input: z.object({ letterId: id, addressee }) },
  /** Where the fonts are: a name without its glyphs is refused before it has a number. */
  'papers.approve-letters': {
    fn: 'papers',
    input: z.object({ letterIds: z.array(id).min(1).max(LETTER_LIMITS.batch) }),
  },
  'letters.step': {
    fn: 'api',
    input: z.object({
      id,
      letterId: id,
      to: z.enum(['posted', 'delivered', 'returned', 'withdrawn']),
      on: date,
      mailNumber: text(40).optional(),
      note: text(LETTER_LIMITS.note).default(''),
    }),
  },
  /** The photo of a receipt 挂号收据、回执, sent to storage by `referrals.upload`. */
  'letters.receipt': { fn: 'api', input: z.object({ id, letterId: id, photoId: id }) },
  'letters.remove-receipt': { fn: 'api', input: z.object({ letterId: id, receiptId: id }) },
  'letters.template': { fn: 'api', input: z.object({}) },
  'letters.template-upload': { fn: 'api', input: z.object({ size: z.number().int().min(0) }) },
  /** `file` null: the built-in template again. */
  'papers.save-template': {
    fn: 'papers',
    input: z.object({ id, file: z.object({ fileId: id, fileName: text(120) }).nullable() }),
  },
  /** `templateId` null: the built-in one. */
  'papers.template-file': { fn: 'papers', input: z.object({ templateId: id.nullable() }) },
  'letters.wording': { fn: 'api', input: z.object({}) },
  'letters.save-wording': { fn: 'api', input: z.object({ id, wording: letterWording }) },

  'screenings.run': {
    fn: 'api',
    input: z.object({ id, term, kind: z.enum(['preview', 'official']) }),
  },
  'screenings.list': { fn: 'api', input: z.object({ cursor }) },
  'screenings.compare': {
    fn: 'api',
    input: z.object({
      before: id,
      after: id,
      show: z.enum(['new', 'cleared', 'up', 'down', 'same']).default('new'),
      cursor,
    }),
  },
  'screenings.replay': { fn: 'api', input: z.object({ screeningId: id }) },
  'policies.show': { fn: 'api', input: z.object({ version: policyVersion.optional() }) },
  /** Another rule on the present cohort: the first part without a cursor, the others with it. */
  'policies.what-if': {
    fn: 'api',
    input: z.object({
      term,
      /** The one in force where left out. */
      before: policyVersion.optional(),
      after: policyVersion.optional(),
      /** An edit that is not saved yet, in place of `after`. */
      draft: z.unknown().optional(),
      cursor,
    }),
  },
  'policies.history': { fn: 'api', input: z.object({ cursor }) },
  'policies.save': { fn: 'api', input: z.object(savedPolicy) },
  /** Thresholds, tiers, duties, and choosing another rule. */
  'policies.save-rules': { fn: 'api', input: z.object(savedPolicy) },

  'meeting.agenda': {
    fn: 'api',
    input: z.object({
      screeningId: id.optional(),
      show: z.enum(['open', 'decided', 'change', 'identified', 'near-miss', 'apart']).default('open'),
      cursor,
    }),
  },
  'meeting.proposal': { fn: 'api', input: z.object({ proposalId: id }) },
  'meeting.decide': {
    fn: 'api',
    input: z.object({
      id,
      proposalId: id,
      /** The decision that the person saw and means to change; null: none was made yet. */
      replaces: id.nullable().default(null),
      outcome: z.enum(CASE_OUTCOMES),
      tier: tier.optional(),
      difficulty: z.enum(DIFFICULTIES).nullable(),
      causes: z.array(cause).max(8),
      causeNote: text(200),
      reason: text(500),
      /** Who sees to the next step of the case. */
      ownerId: id.nullable().default(null),
    }),
  },

  'referrals.form': { fn: 'api', input: z.object({ studentId: id.optional() }) },
  'referrals.upload': { fn: 'api', input: z.object({ size: z.number().int().min(0) }) },
  'referrals.file': {
    fn: 'api',
    input: z.object({
      /** Made by the client: a retry with the same id never doubles. */
      id,
      /** From the list, or as typed by who sees no list: both must match. */
      student: z.union([
        z.object({ studentId: id }),
        z.object({ studentNo: text(40).min(1), name: text(40).min(1) }),
      ]),
      causes: z.array(cause).max(8),
      causeNote: text(2 * REFERRAL_LIMITS.causeNote),
      seen: text(2 * REFERRAL_LIMITS.seen),
      photoIds: z.array(id).max(REFERRAL_LIMITS.photos, { error: `最多 ${REFERRAL_LIMITS.photos} 张` }),
    }),
  },
  'referrals.mine': { fn: 'api', input: z.object({ cursor }) },
  'referrals.withdraw': { fn: 'api', input: z.object({ referralId: id }) },
  'referrals.list': {
    fn: 'api',
    input: z.object({ show: z.enum(['waiting', 'answered']).default('waiting'), cursor }),
  },
  'referrals.show': { fn: 'api', input: z.object({ referralId: id }) },
  'referrals.answer': {
    fn: 'api',
    input: z.object({
      id,
      referralId: id,
      /** The answer that the person saw and means to change; null: none was given yet. */
      replaces: id.nullable().default(null),
      outcome: z.enum(REFERRAL_OUTCOMES),
      reason: text(2 * REFERRAL_LIMITS.reason),
    }),
  },

  'imports.upload': {
    fn: 'import',
    input: z.object({ fileName: text(120).min(1), size: z.number().int().min(0) }),
  },
  'imports.preview': {
    fn: 'import',
    input: z.object({
      id,
      fileId: id,
      fileName: text(120).min(1),
      kind: importKind.optional(),
      /** Whose transcript it is, for layouts without a 学号 column. */
      studentNo: text(30).optional(),
      /** What each column means, as a person confirmed it; kept for the next file of the same headings. */
      mapping: z
        .object({
          signature: z.string().regex(/^[0-9a-f]{64}$/),
          layout: z.string().max(60),
          fields: z.array(z.string().max(60).nullable()).max(512),
        })
        .optional(),
    }),
  },
  /** How the file would be read, before anything of it is taken. */
  'imports.read': {
    fn: 'import',
    input: z.object({
      fileId: id,
      fileName: text(120).min(1),
      kind: importKind.optional(),
      layout: z.string().max(60).optional(),
    }),
  },
  /** The rejected rows as a workbook with their reasons, to be mended and sent again by themselves. */
  'imports.rejected-file': { fn: 'import', input: z.object({ importId: id }) },
  'imports.template': { fn: 'import', input: z.object({ kind: importKind }) },
  /** Forgets how files of these headings are read. */
  'imports.forget': { fn: 'import', input: z.object({ signature: z.string().regex(/^[0-9a-f]{64}$/) }) },
  'imports.show': { fn: 'import', input: z.object({ importId: id }) },
  /** Asked while the import is at work elsewhere; told from the first row on, before there is an import. */
  'imports.progress': { fn: 'import', input: z.object({ importId: id }) },
  'imports.rejected': { fn: 'import', input: z.object({ importId: id, cursor }) },
  'imports.apply': { fn: 'import', input: z.object({ importId: id }) },
  'imports.discard': { fn: 'import', input: z.object({ importId: id }) },
  'imports.list': { fn: 'import', input: z.object({ cursor }) },
  'imports.rollback': {
    fn: 'import',
    input: z.object({ importId: id, reason: text(200) }),
  },

  'calendar.show': { fn: 'api', input: z.object({ month: month.optional() }) },
  /** What a change would move; nothing is written. */
  'calendar.weigh': { fn: 'api', input: z.object({ change: calendarChange }) },
  'calendar.change': { fn: 'api', input: z.object({ change: calendarChange, month: month.optional() }) },

  'accounts.list': { fn: 'api', input: z.object({ search: text(40).optional(), cursor }) },
  /** A new code on paper for each of them; earlier ones that are still open end. */
  'papers.activation-sheet': { fn: 'papers', input: activationSheetInput },
  'accounts.issue-code': { fn: 'api', input: z.object({ personId: id }) },
  'accounts.unbind': {
    fn: 'api',
    input: z.object({
      personId: id,
      reason: z.enum(UNBIND_REASONS),
    }),
  },

  'audit.list': {
    fn: 'api',
    input: z.object({
      /** A part of the name, or the whole 工号. */
      person: text(40).optional(),
      /** A part of the name, or the whole 学号. */
      student: text(40).optional(),
      studentId: id.optional(),
      group: z.enum(AUDIT_GROUPS).optional(),
      from: date.optional(),
      to: date.optional(),
      cursor,
    }),
  },
  /** A part of the chain reckoned anew: the events after this number. */
  'audit.check': {
    fn: 'api',
    input: z.object({ after: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0) }),
  },
  'roster.people': {
    fn: 'api',
    input: z.object({
      search: text(40).optional(),
      role: z.enum(ROLES).optional(),
      state: z.enum(['in-office', 'none', 'left']).optional(),
      cursor,
    }),
  },
  'roster.person': { fn: 'api', input: z.object({ personId: id }) },
  'roster.add-person': { fn: 'api', input: z.object({ id, name: personName, workNo }) },
  'roster.rename-person': {
    fn: 'api',
    input: z.object({ personId: id, name: personName, workNo, reason: rosterReason }),
  },
  'roster.assign': {
    fn: 'api',
    input: z.object({
      /** Made by the client; also the id of the assignment. */
      id,
      personId: id,
      role: z.enum(ROLES),
      /** For an adviser. */
      classId: id.nullable(),
      /** For a counselor. */
      areaId: id.nullable(),
      firstDay: date,
      lastDay: date.nullable(),
      reason: rosterReason,
    }),
  },
  'roster.end': {
    fn: 'api',
    input: z.object({ id, tenureId: id, lastDay: date, reason: rosterReason }),
  },
  'roster.correct': {
    fn: 'api',
    input: z.object({
      id,
      tenureId: id,
      firstDay: date,
      lastDay: date.nullable(),
      /** 作废: it was given by mistake. */
      isVoid: z.boolean(),
      reason: rosterReason,
    }),
  },
  'roster.leave': {
    fn: 'api',
    input: z.object({ id, personId: id, lastDay: date, reason: rosterReason }),
  },
  /** 代办 */
  'roster.stand-in': {
    fn: 'api',
    input: z.object({
      id,
      /** What of the absent one's is taken over. */
      tenureIds: z.array(id).min(1, { error: '请选要代办的班级或责任区' }).max(60),
      personId: id,
      firstDay: date,
      lastDay: date,
      reason: rosterReason,
    }),
  },
  'roster.end-stand-in': {
    fn: 'api',
    input: z.object({ id, tenureId: id, lastDay: date, reason: rosterReason }),
  },
  'roster.scopes': { fn: 'api', input: z.object({}) },
  'roster.classes': { fn: 'api', input: z.object({ search: text(40).optional(), cursor }) },
  'roster.class': { fn: 'api', input: z.object({ classId: id }) },
  'roster.add-class': {
    fn: 'api',
    input: z.object({
      id,
      name: text(ROSTER_LIMITS.name).trim().min(1, { error: '请填写班级名称' }),
      grade: text(20).nullable(),
      major: text(40).nullable(),
      areaId: id.nullable(),
    }),
  },
  'roster.move-class': {
    fn: 'api',
    input: z.object({ classId: id, areaId: id.nullable(), reason: rosterReason }),
  },
  'roster.hand-over': {
    fn: 'api',
    input: z.object({ id, classId: id, personId: id, firstDay: date, reason: rosterReason }),
  },
  'roster.handover-sheet': { fn: 'api', input: z.object({ classId: id }) },
  'roster.areas': { fn: 'api', input: z.object({}) },
  'roster.add-area': {
    fn: 'api',
    input: z.object({ id, name: text(ROSTER_LIMITS.name).trim().min(1, { error: '请填写责任区名称' }) }),
  },
  'roster.offerings': { fn: 'api', input: z.object({ search: text(40).optional(), cursor }) },

  'texts.hints': { fn: 'api', input: z.object({ cursor }) },
  'texts.settle': { fn: 'api', input: z.object({ id }) },
  'texts.set-level': { fn: 'api', input: z.object({ level: z.enum(TEXT_CHECK_LEVELS) }) },
  'reminders.mine': { fn: 'api', input: z.object({}) },
  /** What was answered to the question for one message more, or for the employee relation. */
  'reminders.subscribe': {
    fn: 'api',
    input: z.object({
      id,
      channel: z.enum(MESSAGE_CHANNELS).default('once'),
      answer: z.enum(['accepted', 'rejected', 'banned']),
    }),
  },
  'reminders.problems': { fn: 'api', input: z.object({ cursor }) },
  'reminders.settle': {
    fn: 'api',
    input: z.object({
      messageId: id,
      how: z.enum(['told', 'send-again']),
      /** How the person was told. */
      note: text(SETTLE_NOTE_LIMIT),
    }),
  },

  'papers.letters': {
    fn: 'papers',
    input: z.object({
      letterIds: z.array(id).min(1).max(LETTER_LIMITS.batch),
      /** `window`: sheets for envelopes with a window. */
      paper: z.enum(['letters', 'envelopes', 'window']).default('letters'),
      /** Of letters; envelopes are PDF. */
      format: paperFormat,
    }),
  },
  'papers.mail-list': { fn: 'papers', input: z.object({ on: date }) },
  'papers.talk-record': {
    fn: 'papers',
    input: z.object({ talkIds: z.array(id).min(1).max(TALKS_AT_ONCE), format: paperFormat }),
  },
  'papers.archive': { fn: 'papers', input: z.object(exportFields) },
  'papers.archive-with-sensitive': { fn: 'papers', input: z.object(exportFields) },
  'papers.blank-talk-record': { fn: 'papers', input: z.object({ format: paperFormat }) },
} as const satisfies Record<string, { fn: 'api' | 'import' | 'papers'; input: z.ZodType }>;

export type ActionName = keyof typeof actions;
export type Input<A extends ActionName> = z.input<(typeof actions)[A]['input']>;
export type ParsedInput<A extends ActionName> = z.output<(typeof actions)[A]['input']>;

/** One call as a function receives it; `as` chooses among the caller's own roles. */
export const envelope = z.object({
  action: z.string().max(60),
  input: z.unknown(),
  as: z.enum(ROLES).optional(),
});
