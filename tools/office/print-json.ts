import type { RejectedImportRow } from '#core/application/ports';
import type { Policy } from '#core/domain/policy';
import { explain } from '#core/domain/screening';
import type { Term } from '#core/domain/term';
import type { ScreenedStudent } from './screen';

/** Takes a piece of output; resolves when more may come. */
export type Write = (text: string) => Promise<void>;

/**
 * Writes the screening as one JSON document, a student a line. Each student leaves before the next
 * is explained: the evidence, every row of every sum, is longer than the grades themselves.
 */
export async function printJson(
  screened: Iterable<ScreenedStudent>,
  {
    policy,
    term,
    rejected,
  }: { readonly policy: Policy; readonly term: Term; readonly rejected: readonly RejectedImportRow[] },
  write: Write,
): Promise<void> {
  const head = { policy: { id: policy.id, version: policy.version }, term };
  await write(`${JSON.stringify(head).slice(0, -1)},"students":[`);
  let separator = '\n';
  for (const student of screened) {
    await write(separator + JSON.stringify(studentOf(student, policy)));
    separator = ',\n';
  }
  await write('\n],"rejected":[');
  for (const [at, { file, row, column, value, reason }] of rejected.entries()) {
    await write(`${at === 0 ? '\n' : ',\n'}${JSON.stringify({ file, row, column, value, reason })}`);
  }
  await write('\n]}\n');
}

/** Every row of a criterion in one list: those of grades, then those of the list beside them. */
function studentOf({ input, assessment }: ScreenedStudent, policy: Policy) {
  const {
    studentNo,
    name,
    identified,
    tier,
    outstandingCredits,
    gpa,
    toNextTier,
    criteria,
    evidence,
    pending,
  } = explain(input, assessment, policy);
  return {
    studentNo,
    name,
    identified,
    tier,
    outstandingCredits,
    gpa,
    toNextTier,
    criteria,
    evidence: evidence.map(({ facts = [], ...held }) => ({ ...held, rows: [...held.rows, ...facts] })),
    pending,
  };
}
