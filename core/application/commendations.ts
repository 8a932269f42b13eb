import type { CommendationItem } from '../contract/outputs/commendations';
import { coursesOf } from '../domain/attempts';
import { type CountedHelp, figuresOf, type RecoveredCourse } from '../domain/commendation';
import { outstandingCredits } from '../domain/credits';
import { DomainError } from '../domain/errors';
import { minutesOf, standingOf } from '../domain/service-hours';
import { type Term, termOn } from '../domain/term';
import { mayRole, notFound } from './access';
import { readPolicy } from './policy-in-force';
import type { CommendationRecord, SessionHelp } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** What was counted of a semester, and what of the courses that were helped with is no longer outstanding. */
interface TermOfService {
  readonly help: readonly CountedHelp[];
  readonly recovered: readonly RecoveredCourse[];
}

/** Volunteers of a semester with their figures, and whom the leader has commended (art. 6). */
export const showCommendations: UseCase<'commendations.desk'> = async (input, actor, deps) => {
  const { terms } = await deps.calendar.entries();
  const term = input.term ?? termOn(terms, actor.today) ?? terms.at(-1)?.term ?? '';
  const { help, recovered } = await readTerm(term, deps);
  const held = await deps.commendations.list({ term });
  const commended = new Set(
    held
      .filter(({ kind, end }) => kind === 'person' && end === null)
      .flatMap(({ volunteerIds }) => volunteerIds),
  );
  const names = await readNames(deps);
  const ids = [...new Set(help.map(({ volunteerId }) => volunteerId))];
  return {
    term,
    terms: terms.map((one) => one.term).sort((a, b) => (a < b ? 1 : -1)),
    candidates: ids
      .map((volunteerId) => ({
        volunteerId,
        name: names.get(volunteerId)?.name ?? '',
        className: names.get(volunteerId)?.className ?? '',
        figures: figuresOf(help, recovered, [volunteerId]),
        isCommended: commended.has(volunteerId),
      }))
      .sort((a, b) => b.figures.minutes - a.figures.minutes || (a.volunteerId < b.volunteerId ? -1 : 1)),
    items: held.map((record) => toItem(record, names)),
    can: { decide: mayRole(actor.role, 'commendations.decide') },
  };
};

/** The leader's word, with the figures as they stand now. Same id: same commendation. */
export const decideCommendation: UseCase<'commendations.decide'> = async (input, actor, deps) => {
  const { id, term, kind } = input;
  const names = await readNames(deps);
  const volunteerIds = [...new Set(input.volunteerIds)];
  if (volunteerIds.some((volunteerId) => !names.has(volunteerId))) throw notFound();
  const [first = ''] = volunteerIds;
  const isPerson = kind === 'person';
  if (isPerson !== (volunteerIds.length === 1)) {
    throw new DomainError(
      'MEMBERS',
      isPerson ? '表彰个人请只选一位志愿者。' : '表彰集体请至少选两位志愿者。',
      'volunteerIds',
    );
  }
  const title = isPerson ? (names.get(first)?.name ?? '') : input.title.trim();
  if (title === '') throw new DomainError('TITLE_MISSING', '请填写集体的名称。', 'title');
  if (input.reason.trim() === '') throw new DomainError('REASON_MISSING', '请写明表彰的理由。', 'reason');
  const held = await deps.commendations.list({ term });
  const isStanding = held.some(
    (one) =>
      one.id !== id &&
      one.end === null &&
      one.kind === kind &&
      (isPerson ? one.volunteerIds.includes(first) : one.title === title),
  );
  if (isStanding) throw new DomainError('COMMENDED', `${title}本学期已经表彰过。`);
  const { help, recovered } = await readTerm(term, deps);
  const isNew = await deps.commendations.add({
    id,
    term,
    kind,
    title,
    reason: input.reason.trim(),
    figures: figuresOf(help, recovered, volunteerIds),
    decidedOn: actor.today,
    decidedAt: deps.clock.now(),
    decidedBy: actor.personId,
    volunteerIds,
  });
  if (isNew) {
    await deps.audit.record({
      action: 'commendations.decide',
      subject: { type: 'person', id: first },
      detail: { term, kind, members: volunteerIds.length },
    });
  }
  return itemOf(id, term, deps);
};

/** Taken back, with the reason; it stays to be seen. Twice is once. */
export const withdrawCommendation: UseCase<'commendations.withdraw'> = async (input, actor, deps) => {
  const { commendationId, reason } = input;
  const held = (await deps.commendations.list({})).find(({ id }) => id === commendationId);
  if (!held) throw notFound();
  if (reason.trim() === '') throw new DomainError('REASON_MISSING', '请写明撤销的理由。', 'reason');
  const end = { id: commendationId, reason: reason.trim(), on: actor.today, by: actor.personId };
  if (await deps.commendations.end(end)) {
    await deps.audit.record({
      action: 'commendations.withdraw',
      subject: { type: 'person', id: held.volunteerIds[0] ?? '' },
      detail: { term: held.term },
    });
  }
  return itemOf(commendationId, held.term, deps);
};

/** For the archive of a volunteer: what stands, and what stood. */
export const listCommendationsOf: UseCase<'commendations.of-volunteer'> = async (
  { volunteerId },
  actor,
  deps,
) => {
  const isOwn = actor.role === 'volunteer';
  const asked = isOwn ? actor.personId : (volunteerId ?? '');
  const names = await readNames(deps);
  if (!isOwn && !names.has(asked)) throw notFound();
  const held = await deps.commendations.list({ volunteerId: asked });
  return { items: held.map((record) => toItem(record, names)) };
};

async function itemOf(id: string, term: Term, deps: UseCaseDeps): Promise<CommendationItem> {
  const record = (await deps.commendations.list({ term })).find((one) => one.id === id);
  if (!record) throw new DomainError('CONFLICT', '这次表彰的编号已被占用。请刷新后重试。');
  return toItem(record, await readNames(deps));
}

type Names = ReadonlyMap<string, { readonly name: string; readonly className: string | null }>;

export async function readNames(deps: UseCaseDeps): Promise<Names> {
  return new Map((await deps.certificates.volunteers()).map((one) => [one.personId, one]));
}

export const toItem = (record: CommendationRecord, names: Names): CommendationItem => ({
  commendationId: record.id,
  term: record.term,
  kind: record.kind,
  title: record.title,
  members: record.volunteerIds.map((id) => names.get(id)?.name ?? '').filter((name) => name !== ''),
  reason: record.reason,
  figures: record.figures,
  decidedOn: record.decidedOn,
  end: record.end,
});

/** @throws DomainError TERM_UNKNOWN */
async function readTerm(term: Term, deps: UseCaseDeps): Promise<TermOfService> {
  const { terms } = await deps.calendar.entries();
  const days = terms.find((one) => one.term === term);
  if (!days) throw new DomainError('TERM_UNKNOWN', '校历里没有这个学期。请先在校历里录入。', 'term');
  const counted = new Map(
    (await deps.certificates.hours())
      .filter((session) => standingOf(session) === 'counted')
      .map((session) => [session.id, minutesOf(session)]),
  );
  const sessions = (await deps.commendations.sessions(days.from, days.to)).filter(({ sessionId }) =>
    counted.has(sessionId),
  );
  const help = sessions.map(({ sessionId, volunteerId, studentId }) => ({
    volunteerId,
    studentId,
    minutes: counted.get(sessionId) ?? 0,
  }));
  return { help, recovered: await recoveredOf(sessions, deps) };
}

/** Courses that a pair was made for were outstanding then; those that are not now, are recovered. */
async function recoveredOf(
  sessions: readonly SessionHelp[],
  deps: UseCaseDeps,
): Promise<readonly RecoveredCourse[]> {
  const policy = await readPolicy(deps);
  const codes = new Map<string, Set<string>>();
  for (const { studentId, courseCodes } of sessions) {
    codes.set(studentId, new Set([...(codes.get(studentId) ?? []), ...courseCodes]));
  }
  const recovered: RecoveredCourse[] = [];
  for (const [studentId, helped] of codes) {
    const courses = coursesOf(
      (await deps.grades.of(studentId)).map(({ grade }) => grade),
      policy,
    );
    const open = new Set(outstandingCredits(courses, policy).courses.map(({ course }) => course.code));
    for (const { code, attempts } of courses) {
      const last = attempts.at(-1);
      if (!last || !helped.has(code) || open.has(code) || last.meaning.outcome !== 'passed') continue;
      recovered.push({ studentId, code, credit: last.row.credit });
    }
  }
  return recovered;
}
