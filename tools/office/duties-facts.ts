import type { Calendar } from '#core/domain/calendar';
import { DUTY_KINDS, DUTY_ROLES, type TalkSide } from '#core/domain/duty';
import { type DutyFacts, LETTER_STATES, STATUS_KINDS } from '#core/domain/duty-facts';
import { ROLES } from '#core/domain/role';
import { TALK_MODES } from '#core/domain/talk-record';
import { day, type Fields, flag, invalid, list, object, oneOf, optionalDay, span, text } from './duties-json';

export interface FactsFile {
  /** A policy's id or path, or a whole policy; undefined where the file names none. */
  readonly policy: unknown;
  /** Null: the file has none, the built-in one holds. */
  readonly calendar: Calendar | null;
  readonly facts: DutyFacts;
  /** Fields that nothing reads: perhaps a slip of the pen. */
  readonly unknownFields: readonly string[];
}

const TIERS = ['watch', 1, 2, 3] as const;
const SIDES: readonly TalkSide[] = ['adviser', 'counselor'];

/**
 * Reads one student's facts, as exported, from parsed JSON. Lists may be left out; nothing else is
 * filled in.
 *
 * @throws DomainError FACTS_INVALID naming the field (`talks[1].heldOn`) and what is wrong with it
 */
export function readFacts(value: unknown): FactsFile {
  const top = object(value, '顶层');
  const { policy, calendar, ...lists } = top;
  return {
    policy,
    calendar: calendar === undefined || calendar === null ? null : readCalendar(calendar),
    facts: {
      decisions: each(lists.decisions, 'decisions', (fields, path) => ({
        tier: oneOf(fields.tier, TIERS, `${path}.tier`),
        decidedOn: day(fields.decidedOn, `${path}.decidedOn`),
        ...(fields.term === undefined ? {} : { term: text(fields.term, `${path}.term`) }),
      })),
      talks: each(lists.talks, 'talks', readTalk),
      supplements: each(lists.supplements, 'supplements', (fields, path) => ({
        by: oneOf(fields.by, SIDES, `${path}.by`),
        heldOn: optionalDay(fields.heldOn, `${path}.heldOn`) ?? null,
      })),
      contacts: each(lists.contacts, 'contacts', (fields, path) => ({
        kind: text(fields.kind, `${path}.kind`),
        ...on(fields, path),
        reached: flag(fields.reached, `${path}.reached`),
        verified: flag(fields.verified, `${path}.verified`),
      })),
      letters: each(lists.letters, 'letters', (fields, path) => ({
        state: oneOf(fields.state, LETTER_STATES, `${path}.state`),
        ...on(fields, path),
      })),
      pairings: each(lists.pairings, 'pairings', span),
      meetings: each(lists.meetings, 'meetings', (fields, path) => ({
        ...on(fields, path),
        present: required(fields.present, `${path}.present`, text),
      })),
      studyPlans: each(lists.studyPlans, 'studyPlans', on),
      planReviews: each(lists.planReviews, 'planReviews', on),
      courseAdvices: each(lists.courseAdvices, 'courseAdvices', on),
      volunteerGuidances: each(lists.volunteerGuidances, 'volunteerGuidances', on),
      focusNotes: each(lists.focusNotes, 'focusNotes', on),
      statuses: each(lists.statuses, 'statuses', (fields, path) => ({
        ...span(fields, path),
        kind: oneOf(fields.kind, STATUS_KINDS, `${path}.kind`),
      })),
      assignments: each(lists.assignments, 'assignments', (fields, path) => ({
        role: oneOf(fields.role, SIDES, `${path}.role`),
        from: day(fields.from, `${path}.from`),
      })),
      waivers: each(lists.waivers, 'waivers', (fields, path) => ({
        kind: oneOf(fields.kind, DUTY_KINDS, `${path}.kind`),
        ...on(fields, path),
        reason: text(fields.reason, `${path}.reason`),
        ...(fields.role === undefined ? {} : { role: oneOf(fields.role, DUTY_ROLES, `${path}.role`) }),
        ...(fields.to === undefined ? {} : { to: day(fields.to, `${path}.to`) }),
      })),
    },
    unknownFields: Object.keys(lists).filter((field) => !KNOWN_LISTS.includes(field)),
  };
}

const KNOWN_LISTS: readonly string[] = [
  'decisions',
  'talks',
  'supplements',
  'contacts',
  'letters',
  'pairings',
  'meetings',
  'studyPlans',
  'planReviews',
  'courseAdvices',
  'volunteerGuidances',
  'focusNotes',
  'statuses',
  'assignments',
  'waivers',
];

const each = <T>(value: unknown, path: string, read: (fields: Fields, path: string) => T): readonly T[] =>
  list(value, path, (entry, at) => read(object(entry, at), at));

function required<T>(value: unknown, path: string, read: (entry: unknown, path: string) => T): readonly T[] {
  const read_ = list(value, path, read);
  if (read_.length === 0) throw invalid(path, '应为列表，至少写一个');
  return read_;
}

const on = (fields: Fields, path: string) => ({ on: day(fields.on, `${path}.on`) });

function readTalk(fields: Fields, path: string): DutyFacts['talks'][number] {
  const heldOn = day(fields.heldOn, `${path}.heldOn`);
  const filedOn = optionalDay(fields.filedOn, `${path}.filedOn`);
  if (filedOn !== undefined && filedOn < heldOn)
    throw invalid(`${path}.heldOn`, `（${heldOn}）晚于填写日期 filedOn（${filedOn}）：谈话日期不能在将来`);
  return {
    heldOn,
    by: required(fields.by, `${path}.by`, (role, at) => oneOf(role, ROLES, at)),
    mode: oneOf(fields.mode, TALK_MODES, `${path}.mode`),
    attended: flag(fields.attended, `${path}.attended`),
    ...(filedOn === undefined ? {} : { filedOn }),
  };
}

function readCalendar(value: unknown): Calendar {
  const fields = object(value, 'calendar');
  const whole = (entry: Fields, path: string) => {
    const { from, to } = span({ ...entry, to: day(entry.to, `${path}.to`) }, path);
    return { from, to: to as string };
  };
  const terms = each(fields.terms, 'calendar.terms', (entry, path) => ({
    term: text(entry.term, `${path}.term`),
    ...whole(entry, path),
  }));
  terms.forEach((term, at) => {
    const other = terms.findIndex(({ from, to }, index) => index < at && from <= term.to && term.from <= to);
    if (other >= 0) throw invalid(`calendar.terms[${at}]`, `与 calendar.terms[${other}] 的日期重叠`);
  });
  return {
    terms,
    holidays: list(fields.holidays, 'calendar.holidays', day),
    makeupWorkdays: list(fields.makeupWorkdays, 'calendar.makeupWorkdays', day),
    selectionWeeks: each(fields.selectionWeeks, 'calendar.selectionWeeks', whole),
  };
}
