import type { RejectedImportRow } from '#core/application/ports';
import type { Policy } from '#core/domain/policy';
import type { Term } from '#core/domain/term';
import { resultOf, type ScreenedStudent } from './screen';

/** Takes a piece of output; resolves when more may come. */
export type Write = (text: string) => Promise<void>;

/**
 * Writes the screening as one JSON document, a student a line, by 学号. Each student is turned to
 * bytes at once: 50,000 results as objects would not fit beside the grades.
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
  const lines: { readonly studentNo: string; readonly json: Buffer }[] = [];
  for (const student of screened) {
    const result = resultOf(student, policy);
    const { studentNo, name, identified, tier, outstandingCredits, gpa, toNextTier } = result;
    const { criteria, evidence, pending } = result;
    const shown = {
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
    };
    lines.push({ studentNo, json: Buffer.from(JSON.stringify(shown)) });
  }
  lines.sort((a, b) => (a.studentNo < b.studentNo ? -1 : 1));
  const head = { policy: { id: policy.id, version: policy.version }, term };
  await write(`${JSON.stringify(head).slice(0, -1)},"students":[`);
  for (const [at, { json }] of lines.entries()) await write(`${at === 0 ? '\n' : ',\n'}${json.toString()}`);
  await write('\n],"rejected":[');
  for (const [at, { file, row, column, value, reason }] of rejected.entries()) {
    await write(`${at === 0 ? '\n' : ',\n'}${JSON.stringify({ file, row, column, value, reason })}`);
  }
  await write('\n]}\n');
}
