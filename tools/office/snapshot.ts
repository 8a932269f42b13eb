import { open, readFile, stat } from 'node:fs/promises';
import type { RejectedImportRow } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import { createGradeBook, type GradeBook } from '#core/domain/grade-book';
import type { GradeRow } from '#core/domain/grade-row';
import { parsePolicy } from '#core/domain/parse-policy';
import type { Policy } from '#core/domain/policy';
import type { ScreeningFacts } from '#core/domain/screening-facts';
import { parseTerm, type Term } from '#core/domain/term';
import { fromCaller } from './caller-files';
import type { GatheredFacts } from './facts';
import { printJson, type Write } from './print-json';
import { screenBook } from './screen';

/** The first field of every snapshot; a later shape gets another number. */
const FORMAT = 'screening-snapshot-1';
/** What one string of JavaScript may hold, with room. */
const MAX_BYTES = 400 * 1024 * 1024;

/** A screening with all that it was made from. */
export interface Screening {
  readonly policy: Policy;
  readonly term: Term;
  readonly book: GradeBook;
  readonly facts: GatheredFacts;
  readonly rejected: readonly RejectedImportRow[];
}

/** Writes the answer of a screening as the command prints it. */
export const printScreening = ({ policy, term, book, facts, rejected }: Screening, write: Write) =>
  printJson(
    screenBook(book, term, policy, facts, () => undefined),
    { policy, term, rejected },
    write,
  );

/**
 * One self-contained file: rule, term, rows, facts, and the answer to the letter. A row a line, so that
 * people can read it as well.
 *
 * @throws DomainError SNAPSHOT_EXISTS: what was kept is never written over
 */
export async function writeSnapshot(path: string, screening: Screening): Promise<void> {
  const { policy, term, book, facts, rejected } = screening;
  const file = await open(fromCaller(path), 'wx').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'EEXIST' ? '已经有这个文件，不会覆盖；请换一个名字' : '写不了这个文件';
    throw new DomainError('SNAPSHOT_EXISTS', `不能保存「${path}」：${why}。`);
  });
  try {
    const write = async (text: string) => {
      await file.write(text);
    };
    const head = { snapshot: FORMAT, policy, term, rejected, unlisted: facts.of('') };
    await write(`${JSON.stringify(head).slice(0, -1)},"listed":[`);
    await writeLines(listedOf(facts), write);
    await write('\n],"rows":[');
    await writeLines(rowsOf(book), write);
    await write('\n],"result":');
    await printScreening(screening, write);
    await write('}\n');
  } finally {
    await file.close();
  }
}

const listedOf = (facts: GatheredFacts) =>
  facts.students.map(({ studentNo, name }) => ({ studentNo, name, facts: facts.of(studentNo) }));

function* rowsOf(book: GradeBook): Iterable<GradeRow> {
  for (const { rows } of book.byStudent()) yield* rows;
}

async function writeLines(values: Iterable<unknown>, write: Write): Promise<void> {
  let piece = '';
  let separator = '\n';
  for (const value of values) {
    piece += separator + JSON.stringify(value);
    separator = ',\n';
    if (piece.length > 1 << 16) {
      await write(piece);
      piece = '';
    }
  }
  await write(piece);
}

/** @throws DomainError SNAPSHOT_UNREADABLE, or what is wrong with its policy */
export async function readSnapshot(
  path: string,
): Promise<{ readonly text: string; readonly screening: Screening }> {
  const refuse = (why: string) => new DomainError('SNAPSHOT_UNREADABLE', `不能复核「${path}」：${why}。`);
  const place = fromCaller(path);
  const size = await stat(place).then(
    (found) => found.size,
    () => {
      throw refuse('找不到或打不开');
    },
  );
  if (size > MAX_BYTES) throw refuse('超过 400 MB');
  const text = await readFile(place, 'utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse('内容不完整，或不是筛查存下的快照');
  }
  if (!isSnapshot(value)) throw refuse('不是筛查用 --snapshot 存下的快照，或来自更新的版本');
  const book = createGradeBook();
  for (const row of value.rows) book.add(row);
  const facts = new Map(value.listed.map((entry) => [entry.studentNo, entry.facts]));
  return {
    text,
    screening: {
      policy: parsePolicy(value.policy),
      term: parseTerm(value.term),
      book,
      facts: {
        of: (studentNo) => facts.get(studentNo) ?? value.unlisted,
        students: value.listed.map(({ studentNo, name }) => ({ studentNo, name })),
        rejected: [],
        notes: [],
      },
      rejected: value.rejected,
    },
  };
}

interface Snapshot {
  readonly policy: unknown;
  readonly term: string;
  readonly rejected: readonly RejectedImportRow[];
  readonly unlisted: ScreeningFacts;
  readonly listed: readonly {
    readonly studentNo: string;
    readonly name: string | null;
    readonly facts: ScreeningFacts;
  }[];
  readonly rows: readonly GradeRow[];
  readonly result: { readonly students: readonly { readonly studentNo: string }[] };
}

/** Written by writeSnapshot alone: the mark, and that every part is there. */
function isSnapshot(value: unknown): value is Snapshot {
  if (typeof value !== 'object' || value === null) return false;
  const { snapshot, term, rejected, unlisted, listed, rows, result } = value as Partial<
    Record<keyof Snapshot | 'snapshot', unknown>
  >;
  return (
    snapshot === FORMAT &&
    typeof term === 'string' &&
    [rejected, listed, rows].every(Array.isArray) &&
    typeof unlisted === 'object' &&
    unlisted !== null &&
    typeof result === 'object' &&
    result !== null &&
    Array.isArray((result as { students?: unknown }).students)
  );
}

/** The answer kept in a snapshot, parsed; for saying where another one parts from it. */
export const keptResult = (text: string): Snapshot['result'] => (JSON.parse(text) as Snapshot).result;

/** True where the snapshot ends in exactly this answer. */
export const endsWith = (text: string, answer: string): boolean => text.endsWith(`\n],"result":${answer}}\n`);
