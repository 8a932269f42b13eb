import { once } from 'node:events';
import { templateText } from '#adapters/spreadsheet/templates';
import type { RejectedImportRow } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import { inForceOn } from '#core/domain/screening-facts';
import { chinaClock } from '../../cloudfunctions/runtime/clock';
import { HELP, type OfficeCommand, readArguments, type ScreenArguments } from './arguments';
import { gatherFacts } from './facts';
import { printJson } from './print-json';
import { printTable } from './print-table';
import { readPolicy } from './read-policy';
import { REPLAY_HELP, replay } from './replay';
import { gatherGrades, screenBook } from './screen';
import { writeSnapshot } from './snapshot';
import { takeOption } from './take-option';
import { oneLine } from './text-table';
import { WHAT_IF_HELP, whatIf } from './what-if';

/** Wrong arguments, or a file that cannot be read. */
const EXIT_REFUSED = 2;
const EXIT_FAULT = 1;
/** A replay that gives another answer. */
const EXIT_DIFFERS = 3;
/** An audit that was tampered with. */
const EXIT_TAMPERED = 4;

/** What a refusal means at the command line. */
const HINTS: Readonly<Record<string, string>> = {
  STUDENT_NO_MISSING: '请加上 --student-no 学号。',
  COURSE_LIST_MISSING: '请加上 --courses 课程目录文件。',
};

async function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}

async function screen(given: ScreenArguments, snapshot: string | undefined): Promise<void> {
  const policy = await readPolicy(given.policy);
  const asOf = given.asOf ?? inForceOn(given.term, chinaClock.today(), policy);
  const facts = await gatherFacts(given.facts, { policy, term: given.term, asOf });
  const { book, rejected: rejectedGrades, terms } = await gatherGrades(given, policy);
  const rejected = [...rejectedGrades, ...facts.rejected];
  if (!terms.includes(given.term)) {
    await write(process.stderr, `注意：成绩文件里没有 ${given.term} 学期的成绩。\n`);
  }
  const later = terms.filter((term) => term > given.term);
  if (later.length > 0) {
    await write(
      process.stderr,
      `注意：文件里有晚于 ${given.term} 的成绩（${later.join('、')}），也计入了结果。\n`,
    );
  }
  for (const note of facts.notes) await write(process.stderr, `注意：${note}。\n`);
  for (const row of rejected) await write(process.stderr, rejectedLine(row));
  if (rejected.length > 0) await write(process.stderr, `共 ${rejected.length} 行未采用，原因如上。\n`);
  if (snapshot !== undefined) {
    await writeSnapshot(snapshot, { policy, term: given.term, book, facts, rejected });
  }
  const notes: string[] = [];
  const screened = screenBook(book, given.term, policy, facts, (note) => notes.push(note));
  const out = (text: string) => write(process.stdout, text);
  if (given.format === 'json') await printJson(screened, { policy, term: given.term, rejected }, out);
  else await printTable(screened, { policy, term: given.term, facts: given.facts }, out);
  for (const note of notes) await write(process.stderr, `注意：${note}。\n`);
}

async function duties(argv: readonly string[]): Promise<void> {
  const { runDuties } = await import('./duties');
  const { output, notes } = await runDuties(argv);
  for (const note of notes) await write(process.stderr, `注意：${note}。\n`);
  await write(process.stdout, output);
}

async function run(argv: readonly string[]): Promise<void> {
  const { snapshot, rest } = takeSnapshot(argv);
  const command: OfficeCommand = readArguments(rest);
  if (command.name === 'help') await write(process.stdout, HELP);
  else if (command.name === 'template') await write(process.stdout, templateText(command.kind));
  else if (command.name === 'policy')
    await write(process.stdout, `${JSON.stringify(await readPolicy(command.policy), null, 2)}\n`);
  else await screen(command, snapshot);
}

const note = (sentence: string) => write(process.stderr, `注意：${sentence}。\n`);

async function compare(argv: readonly string[]): Promise<void> {
  if (argv.includes('--help')) return write(process.stdout, WHAT_IF_HELP);
  const progress = (sentence: string) =>
    process.stderr.isTTY ? write(process.stderr, `${sentence}……\n`) : Promise.resolve();
  await write(process.stdout, await whatIf(argv, note, progress));
}

async function again(argv: readonly string[]): Promise<void> {
  if (argv.includes('--help')) return write(process.stdout, REPLAY_HELP);
  const { answer, isSame, message } = await replay(argv);
  if (!isSame) process.exitCode = EXIT_DIFFERS;
  await write(process.stdout, answer);
  await write(process.stderr, `${oneLine(message)}\n`);
}

async function audit(argv: readonly string[]): Promise<void> {
  const { runAudit } = await import('./audit');
  const { output, isSound } = await runAudit(argv);
  if (!isSound) process.exitCode = EXIT_TAMPERED;
  await write(process.stdout, output);
}

/** Loaded when asked for: a screening of files needs no database, and begins sooner without one. */
const ON_DATABASE = {
  department: async (argv: readonly string[]) => (await import('./department')).runDepartment(argv),
  person: async (argv: readonly string[]) => (await import('./person')).runPerson(argv),
  keys: async (argv: readonly string[]) => (await import('./keys')).runKeys(argv),
  retention: async (argv: readonly string[]) => (await import('./retention')).runRetentionCommand(argv),
  spell: async (argv: readonly string[]) => (await import('./spell')).runSpell(argv),
};

/** `--snapshot` belongs to screen alone. */
function takeSnapshot(argv: readonly string[]) {
  const { values, rest } = takeOption(argv, '--snapshot');
  if (values.length > 1) throw new DomainError('USAGE', '--snapshot 只能写一次。');
  return { snapshot: argv[0] === 'screen' ? values[0] : undefined, rest: argv[0] === 'screen' ? rest : argv };
}

const rejectedLine = ({ file, row, column, value, reason }: RejectedImportRow): string =>
  `${oneLine(`${file} 第 ${row} 行，${column === '' ? '' : `“${column}”`}为“${value}”：${reason}`)}\n`;

// A reader that has seen enough (`| head`) closes the pipe: nothing is wrong.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  const [name, ...rest] = process.argv.slice(2);
  if (name === 'duties') await duties(rest);
  else if (name !== undefined && Object.hasOwn(ON_DATABASE, name)) {
    await write(process.stdout, await ON_DATABASE[name as keyof typeof ON_DATABASE](rest));
  } else if (name === 'audit') await audit(rest);
  else if (name === 'what-if') await compare(rest);
  else if (name === 'replay') await again(rest);
  else await run(process.argv.slice(2));
} catch (error) {
  if (error instanceof DomainError) {
    process.exitCode = EXIT_REFUSED;
    const hint = HINTS[error.code] ?? '';
    await write(process.stderr, `${error.message}${hint}\n`);
  } else {
    process.exitCode = EXIT_FAULT;
    await write(process.stderr, `程序出错：${error instanceof Error ? error.stack : String(error)}\n`);
  }
}
