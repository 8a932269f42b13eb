import type { Policy } from './policy';
import { invalid } from './policy-fields';

/** Beyond this a table is surely a slip, and a call would not carry it. */
const MAX_ROWS = 1500;

/**
 * What no single field shows: rows that repeat, contradict or run in a circle.
 *
 * @throws DomainError POLICY_INVALID naming the row
 */
export function checkPolicy(policy: Policy): void {
  const { criteria, grading } = policy;
  if (criteria.failedCoursesFrom > criteria.warningLine) {
    throw invalid('criteria.failedCoursesFrom', '不能大于学业预警线');
  }
  checkSubstitutions(policy);
  checkTables(policy);
  if (grading.passMark > 10000) throw invalid('grading.passMark', '不能大于 100 分');
  for (const [word, { percent }] of Object.entries(grading.levels)) {
    if (percent !== null && percent > 10000)
      throw invalid(`grading.levels.${word}.percent`, '不能大于 100 分');
    if (Object.hasOwn(grading.marks, word)) {
      throw invalid(`grading.marks.${word}`, '已是等级成绩，同一个词只能列在一处');
    }
  }
  for (const word of [...Object.keys(grading.levels), ...Object.keys(grading.marks)]) {
    if (/^[+-]?\.?\d/.test(word)) throw invalid(`grading.levels.${word}`, '应为文字，数字成绩不必列出');
  }
}

function checkSubstitutions({ courses: { substitutions } }: Policy): void {
  const stands = new Map<string, string>();
  substitutions.forEach(({ code, by }, index) => {
    const path = `courses.substitutions[${index}]`;
    if (code === by) throw invalid(`${path}.by`, '与原课程代码相同，一门课不能替代自己');
    const other = stands.get(by);
    if (other === code) throw invalid(path, '与前面的一行完全相同');
    if (other !== undefined) throw invalid(`${path}.by`, `已用来替代 ${other}，一门课只能替代一门`);
    stands.set(by, code);
  });
  substitutions.forEach(({ by }, index) => {
    const met = new Set([by]);
    for (let next = stands.get(by); next !== undefined; next = stands.get(next)) {
      if (met.has(next)) throw invalid(`courses.substitutions[${index}]`, '与其他行互相替代，成了一圈');
      met.add(next);
    }
  });
}

function checkTables({ courses }: Policy): void {
  const lists: readonly (readonly [path: string, keys: readonly string[]])[] = [
    ['courses.substitutions', courses.substitutions.map(({ by }) => by)],
    ['courses.repeatableCodes', courses.repeatableCodes],
    ['courses.repeatableNames', courses.repeatableNames],
    ['courses.natures', courses.natures.map(({ text, match }) => `${match}|${text}`)],
    ['courses.countedNatures', courses.countedNatures],
  ];
  for (const [path, keys] of lists) {
    if (keys.length > MAX_ROWS) throw invalid(path, `不能超过 ${MAX_ROWS} 行`);
    const twice = keys.findIndex((key, index) => keys.indexOf(key) !== index);
    if (twice !== -1) throw invalid(`${path}[${twice}]`, '与前面的一行重复');
  }
}
