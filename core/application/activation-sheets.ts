import { ACTIVATION_DAYS } from '../domain/activation-code';
import { addDays } from '../domain/local-date';
import { PAPER_MEDIA_TYPES } from '../domain/paper-format';
import { newActivationCode } from './accounts';
import { keepFile } from './kept-files';
import type { ActivationSheetPaper } from './ports/activation-sheets';
import type { UseCase } from './use-case';

/**
 * 激活单: a new code for each person on paper, to be cut apart and handed over; all of them or none. The
 * file is the office's own and opens nothing once the codes have ended.
 *
 * @throws DomainError as `newActivationCode`; GLYPH_MISSING or UNPRINTABLE_CHARACTER
 */
export const printActivationSheet: UseCase<'papers.activation-sheet'> = async (
  { personIds },
  actor,
  deps,
) => {
  const slips: ActivationSheetPaper['slips'][number][] = [];
  for (const personId of new Set(personIds)) {
    const { account, code } = await newActivationCode(personId, actor, deps);
    slips.push({ name: account.name, workNo: account.workNo, code });
  }
  const { name: departmentName } = await deps.departments.get();
  const expiresOn = addDays(actor.today, ACTIVATION_DAYS);
  const bytes = await deps.papers.activationSheet({ departmentName, slips, expiresOn });
  return keepFile(bytes, `激活单-${slips.length}人.pdf`, PAPER_MEDIA_TYPES.pdf, actor, deps);
};
