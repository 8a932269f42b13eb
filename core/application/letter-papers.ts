import type { FileLink } from '../contract/outputs';
import { DomainError } from '../domain/errors';
import { mayMove } from '../domain/warning-letter';
import { requireAccess } from './access';
import { keepFile } from './kept-files';
import { contentOf, readWording, stepOf } from './letters';
import type { LetterRecord } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

const PDF = 'application/pdf';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * One file of several letters, or of their envelopes. Letters that are approved become printed; printing
 * one again changes nothing of it. A single draft may be looked at.
 */
export const printLetters: UseCase<'papers.letters'> = async ({ letterIds, paper }, actor, deps) => {
  const letters: LetterRecord[] = [];
  for (const letterId of [...new Set(letterIds)]) {
    const letter = await deps.letters.lock(letterId);
    requireAccess(actor, 'papers.letters', letter);
    letters.push(letter);
  }
  const unfit = letters.find(
    ({ state }) => state === 'withdrawn' || (state === 'draft' && letters.length > 1),
  );
  if (unfit) {
    throw new DomainError('LETTER_STATE', `${unfit.student.name}的信还没有审核，或已撤回。请先取消勾选。`);
  }
  letters.sort((a, b) => byNumber(a, b));
  if (paper !== 'letters') return { ...(await printEnvelopes(letters, paper, deps, actor)), refused: [] };
  const { bytes, printed, refused } = await deps.papers.letters({
    letters: await contentsOf(letters, deps),
    hasCover: letters.length > 1,
    printedOn: actor.today,
  });
  for (const letter of letters) {
    if (!printed.includes(letter.id) || !mayMove(letter.state, 'printed')) continue;
    await deps.letters.addStep({ ...stepOf(letter.id, actor, deps), to: 'printed' });
    await deps.audit.record({
      action: 'papers.letters',
      subject: { type: 'letter', id: letter.id },
      student: letter.student.id,
    });
  }
  const nameOf = new Map(letters.map(({ id, student }) => [id, student.name]));
  const [first] = letters;
  const fileName =
    letters.length === 1
      ? `预警通知书-${first?.student.name}.pdf`
      : `预警通知书-${letters.length}封-${actor.today}.pdf`;
  return {
    file: bytes && (await keepFile(bytes, fileName, PDF, actor, deps)),
    printed: printed.length,
    refused: refused.map(({ id, because }) => ({
      letterId: id,
      studentName: nameOf.get(id) ?? '',
      because,
    })),
  };
};

async function contentsOf(letters: readonly LetterRecord[], deps: UseCaseDeps) {
  const contents: { id: string; content: Awaited<ReturnType<typeof contentOf>> }[] = [];
  for (const letter of letters) contents.push({ id: letter.id, content: await contentOf(letter, deps) });
  return contents;
}

async function printEnvelopes(
  letters: readonly LetterRecord[],
  paper: 'envelopes' | 'window',
  deps: UseCaseDeps,
  actor: Parameters<UseCase<'papers.letters'>>[1],
) {
  const { name } = await deps.departments.get();
  const contact = (await readWording(deps)).contact.split('\n')[0]?.trim() ?? '';
  const bytes = await deps.papers.envelopes(
    letters.map(({ addressee, number }) => ({
      addressee,
      sender: `${name}　${contact}`.trim(),
      mark: number ?? '',
    })),
    paper === 'window',
  );
  const what = paper === 'window' ? '开窗信封地址页' : '信封';
  const file = await keepFile(bytes, `${what}-${letters.length}个-${actor.today}.pdf`, PDF, actor, deps);
  return { file, printed: letters.length };
}

const byNumber = (a: LetterRecord, b: LetterRecord): number =>
  (a.number ?? '').localeCompare(b.number ?? '', 'zh', { numeric: true });

/** 挂号信清单 of a day, to be handed in at the post with the letters. */
export const printMailList: UseCase<'papers.mail-list'> = async ({ on }, actor, deps): Promise<FileLink> => {
  const posted = await deps.letters.postedOn(on);
  if (posted.length === 0)
    throw new DomainError('NOTHING_POSTED', `${on} 没有登记寄出的信。请换一天。`, 'on');
  const bytes = await deps.papers.mailList(
    posted.map(({ mailNumber, addressee, number }) => ({
      mailNumber: mailNumber ?? '',
      addressee,
      number: number ?? '',
    })),
  );
  await deps.audit.record({
    action: 'papers.mail-list',
    subject: { type: 'letters', id: on },
    detail: { letters: posted.length },
  });
  return keepFile(bytes, `挂号信清单-${on}.xlsx`, XLSX, actor, deps);
};
