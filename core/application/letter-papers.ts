import type { FileLink } from '../contract/outputs';
import { DomainError } from '../domain/errors';
import type { LetterContent } from '../domain/letter-content';
import { PAPER_MEDIA_TYPES } from '../domain/paper-format';
import { mayMove } from '../domain/warning-letter';
import { requireAccess } from './access';
import { keepFile } from './kept-files';
import { readTemplate } from './letter-templates';
import { contentOf, readLetterhead, readWording, stepOf } from './letters';
import type { LetterRecord } from './ports';
import { readerMark } from './reader-mark';
import type { UseCase, UseCaseDeps } from './use-case';

/**
 * One file of several letters, or of their envelopes. Letters that are approved become printed; printing
 * one again changes nothing of it. A single draft may be looked at.
 */
export const printLetters: UseCase<'papers.letters'> = async ({ letterIds, paper, format }, actor, deps) => {
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
  const contents = await contentsOf(letters, deps);
  const batch = { letters: contents, hasCover: letters.length > 1, printedOn: actor.today };
  const { bytes, printed, refused } =
    format === 'docx'
      ? await deps.papers.lettersDocx(batch, await templateOf(contents, deps))
      : await deps.papers.letters(batch);
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
      ? `预警通知书-${first?.student.name}.${format}`
      : `预警通知书-${letters.length}封-${actor.today}.${format}`;
  return {
    file: bytes && (await keepFile(bytes, fileName, PAPER_MEDIA_TYPES[format], actor, deps)),
    printed: printed.length,
    refused: refused.map(({ id, because }) => ({
      letterId: id,
      studentName: nameOf.get(id) ?? '',
      because,
    })),
  };
};

/** One file has one template: that of its letters. A draft has the one in force. */
async function templateOf(
  contents: readonly { readonly content: LetterContent }[],
  deps: UseCaseDeps,
): Promise<Uint8Array | null> {
  const templates = new Set(contents.map(({ content }) => content.template));
  if (templates.size > 1)
    throw new DomainError(
      'TEMPLATE_MIXED',
      '这些信审核时用的 Word 模板不是同一版，不能合成一个文件。请分开导出，或打印 PDF。',
    );
  return readTemplate([...templates][0], deps);
}

async function contentsOf(letters: readonly LetterRecord[], deps: UseCaseDeps) {
  const letterhead = await readLetterhead(deps);
  const contents: { id: string; content: LetterContent }[] = [];
  for (const letter of letters)
    contents.push({ id: letter.id, content: await contentOf(letter, letterhead, deps) });
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
  const file = await keepFile(
    bytes,
    `${what}-${letters.length}个-${actor.today}.pdf`,
    PAPER_MEDIA_TYPES.pdf,
    actor,
    deps,
  );
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
    readerMark(actor),
  );
  await deps.audit.record({
    action: 'papers.mail-list',
    subject: { type: 'letters', id: on },
    detail: { letters: posted.length },
  });
  return keepFile(bytes, `挂号信清单-${on}.xlsx`, PAPER_MEDIA_TYPES.xlsx, actor, deps);
};
