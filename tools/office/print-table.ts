import { CRITERIA } from '#core/domain/criterion';
import { FACT_KINDS } from '#core/domain/fact-kind';
import { CRITERION_LABELS, IMPORT_KIND_LABELS, TIER_LABELS } from '#core/domain/labels';
import type { Policy } from '#core/domain/policy';
import { explain, figuresOf, type ScreeningFigures } from '#core/domain/screening';
import type { SupportTier } from '#core/domain/support-tier';
import { type Term, termLabel } from '#core/domain/term';
import type { FactFiles } from './facts';
import type { Write } from './print-json';
import type { ScreenedStudent } from './screen';
import { formatTable, oneLine, type TextColumn } from './text-table';

/** So few students are shown with all their evidence. */
const EXPLAINED_STUDENTS = 3;
const TIER_ORDER: readonly (SupportTier | null)[] = [3, 2, 1, 'watch', null];

const COLUMNS: readonly TextColumn[] = [
  { title: '学号' },
  { title: '姓名' },
  { title: '帮扶类型' },
  { title: '不及格学分', align: 'right' },
  { title: '距下一类型', align: 'right' },
  { title: '平均绩点', align: 'right' },
  { title: '符合的情形' },
];

/** Writes the screening for people: who is identified, who is near, and what could not be told. */
export async function printTable(
  screened: Iterable<ScreenedStudent>,
  { policy, term, facts }: { readonly policy: Policy; readonly term: Term; readonly facts: FactFiles },
  write: Write,
): Promise<void> {
  const first: ScreenedStudent[] = [];
  const shown: Shown[] = [];
  let students = 0;
  let pendingStudents = 0;
  for (const student of screened) {
    students += 1;
    if (first.length <= EXPLAINED_STUDENTS) first.push(student);
    const { identified, outstanding } = student.assessment;
    if (outstanding.pending.length + outstanding.unknownNature.length > 0) pendingStudents += 1;
    if (!identified && outstanding.total === 0) continue;
    const hasGrades = student.assessment.courses.length > 0;
    const result = { ...figuresOf(student.input, student.assessment, policy), hasGrades };
    if (identified || result.nearMiss || result.creditsWithoutCriterion) shown.push(result);
  }
  shown.sort(byWeight);
  const identified = shown.filter((result) => result.identified);
  const lines = [`${termLabel(term)}筛查    依据：${policy.title}（版本 ${policy.version}）`, ''];
  const counts = TIER_ORDER.flatMap((tier) => {
    const count = identified.filter((result) => result.tier === tier).length;
    return tier === null || count === 0 ? [] : [`${TIER_LABELS[tier]} ${count} 人`];
  });
  lines.push(
    `共 ${students} 名学生，认定 ${identified.length} 人${counts.length > 0 ? `：${counts.join('，')}` : ''}。`,
  );
  lines.push(...section('认定为学业困难学生', identified));
  lines.push(
    ...section(
      '达到帮扶学分但不符合任何情形，请诊断会讨论',
      shown.filter((result) => result.creditsWithoutCriterion),
    ),
  );
  lines.push(
    ...section(
      '接近认定线',
      shown.filter((result) => result.nearMiss),
    ),
  );
  if (students <= EXPLAINED_STUDENTS) for (const student of first) lines.push(...evidenceOf(student, policy));
  else if (pendingStudents > 0)
    lines.push(
      '',
      `另有 ${pendingStudents} 名学生有缓考、未录入或待确认的成绩，未计入；用 --format json 查看。`,
    );
  const lacking = FACT_KINDS.filter((kind) => facts[kind] === undefined).map(
    (kind) => IMPORT_KIND_LABELS[kind],
  );
  const without = lacking.length === 0 ? '' : `${lacking.join('、')}：未提供数据。`;
  lines.push('', `${without}以上为系统建议，由工作组在诊断会上认定。`, '');
  await write(lines.map(oneLine).join('\n'));
}

/** Without grades the credits are not known: not shown as 0. */
type Shown = ScreeningFigures & { readonly hasGrades: boolean };

function byWeight(a: ScreeningFigures, b: ScreeningFigures): number {
  const tiers = TIER_ORDER.indexOf(a.tier) - TIER_ORDER.indexOf(b.tier);
  if (tiers !== 0) return tiers;
  const credits = Number(b.outstandingCredits) - Number(a.outstandingCredits);
  return credits !== 0 ? credits : a.studentNo < b.studentNo ? -1 : 1;
}

function section(title: string, results: readonly Shown[]): readonly string[] {
  if (results.length === 0) return [];
  const rows = results.map((result) => [
    result.studentNo,
    result.name ?? '',
    result.tier === null ? '' : TIER_LABELS[result.tier],
    result.hasGrades ? result.outstandingCredits : '无成绩',
    result.hasGrades ? (result.toNextTier ?? '') : '',
    result.gpa ?? '无',
    CRITERIA.filter((id) => result.criteria[id] === 'met')
      .map((id) => CRITERION_LABELS[id])
      .join('、'),
  ]);
  return ['', `【${title}】${results.length} 人`, ...formatTable(COLUMNS, rows)];
}

/** Why, row by row. */
function evidenceOf({ input, assessment }: ScreenedStudent, policy: Policy): readonly string[] {
  const result = explain(input, assessment, policy);
  const lines = ['', `【依据】${result.studentNo}${result.name === null ? '' : ` ${result.name}`}`];
  for (const { criterion, statement, rows, facts = [] } of result.evidence) {
    lines.push(`  ${CRITERION_LABELS[criterion]}：${statement}`);
    for (const { file, row, subject, hours, because } of facts)
      lines.push(`    ${file} 第 ${row} 行  ${subject}${hours === null ? '' : ` ${hours} 学时`}：${because}`);
    // The two credit criteria rest on the same rows: shown once.
    if (criterion === 'academic-warning') continue;
    for (const { file, row, courseName, because } of rows)
      lines.push(`    ${file} 第 ${row} 行  ${courseName}：${because}`);
  }
  for (const { file, row, courseName, because } of result.pending) {
    lines.push(`  待定：${file} 第 ${row} 行  ${courseName}：${because}`);
  }
  return lines;
}
