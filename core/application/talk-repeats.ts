import type { EarlierTalk } from '../contract/outputs/talks';
import { DomainError } from '../domain/errors';
import { dayLabel, daysBetween, type LocalDate } from '../domain/local-date';
import type { TalkWithNames } from './ports';

/** A form is seldom filled in later than that. */
const SHOWN_DAYS = 60;

/** What another record of the same day might repeat. @param talks the newest first */
export const earlierTalks = (talks: readonly TalkWithNames[], today: LocalDate): readonly EarlierTalk[] =>
  talks
    .filter(({ heldOn }) => daysBetween(heldOn, today) <= SHOWN_DAYS)
    .map(({ id, heldOn, filedAt, authorName }) => ({ talkId: id, heldOn, filedAt, by: authorName }));

/**
 * Same student, same day, one of the same people: two may be right, and the person says so.
 *
 * @param people who was there of the staff; @param talks of the student
 * @throws DomainError DUPLICATE_TALK
 */
export function requireNoRepeat(
  heldOn: LocalDate,
  people: readonly (string | undefined)[],
  talks: readonly TalkWithNames[],
): void {
  const same = talks.find(
    (talk) =>
      talk.heldOn === heldOn &&
      [talk.authorId, talk.jointPersonId].some((id) => id !== null && people.includes(id)),
  );
  if (!same) return;
  throw new DomainError(
    'DUPLICATE_TALK',
    `${dayLabel(heldOn)}已有一份${same.authorName}填写的谈话记录，参加的人相同。如果是另一次谈话，请确认后再提交。`,
  );
}
