import { ACTIVATION_DAYS } from '../domain/activation-code';
import { addDays } from '../domain/local-date';
import { PAPER_MEDIA_TYPES } from '../domain/paper-format';
import { newActivationCode } from './accounts';
import { newInvitation } from './invitations';
import { keepFile } from './kept-files';
import type { ActivationSheetPaper } from './ports/activation-sheets';
import type { UseCase } from './use-case';

/** WeChat draws several at once: fifty one by one would take too long. */
const DRAWN_AT_ONCE = 5;

/**
 * 激活单: a new code for each person on paper, to be cut apart and handed over, with an invitation by
 * mini-program code beside it where asked for; all of them or none. The file is the office's own and opens
 * nothing once the codes have ended.
 *
 * @throws DomainError as `newActivationCode` and `newInvitation`; GLYPH_MISSING or UNPRINTABLE_CHARACTER
 */
export const printActivationSheet: UseCase<'papers.activation-sheet'> = async (
  { personIds, withInvitations },
  actor,
  deps,
) => {
  const slips: ActivationSheetPaper['slips'][number][] = [];
  const people = [...new Set(personIds)];
  for (let from = 0; from < people.length; from += DRAWN_AT_ONCE) {
    const some = people.slice(from, from + DRAWN_AT_ONCE);
    const drawn = await Promise.all(
      some.map(async (personId) => {
        const { account, code } = await newActivationCode(personId, actor, deps);
        const picture = withInvitations ? (await newInvitation(personId, actor, deps)).picture : null;
        return { name: account.name, workNo: account.workNo, code, picture };
      }),
    );
    slips.push(...drawn);
  }
  const { name: departmentName } = await deps.departments.get();
  const expiresOn = addDays(actor.today, ACTIVATION_DAYS);
  const bytes = await deps.papers.activationSheet({ departmentName, slips, expiresOn });
  return keepFile(bytes, `激活单-${slips.length}人.pdf`, PAPER_MEDIA_TYPES.pdf, actor, deps);
};
