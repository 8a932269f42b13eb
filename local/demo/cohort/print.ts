import { generateCohort } from './index';
import type { Standing } from './plans';

const tierWords: Record<string, string> = { watch: '建档关注', 1: '一级', 2: '二级', 3: '三级（最重）' };
const describe = ({ credits, tier }: Standing) => `${credits} ${tier === null ? '—' : tierWords[tier]}`;

const started = performance.now();
const { files, people, summary } = await generateCohort();
const elapsed = performance.now() - started;

console.log(
  `${summary.classes} 个班，${summary.students} 名学生，${summary.gradeRows} 行成绩，${elapsed.toFixed(0)} ms\n`,
);
for (const { name, kind, use, rows, bytes } of files) {
  console.log(
    [
      kind.padEnd(8),
      use.padEnd(6),
      String(rows).padStart(5),
      `${(bytes.length / 1024).toFixed(0)} KB`.padStart(7),
      name,
    ].join('  '),
  );
}
console.log(`\n人员 ${people.length} 位`);
for (const { workNo, name, roles, scope } of people)
  console.log([workNo, name, roles.join('、'), scope].join('  '));
for (const [at, label] of [
  ['before', '2025-2026-1 后'],
  ['after', '2025-2026-2 后'],
] as const) {
  const counted = Object.entries(summary.tiers[at]).map(([tier, count]) => `${tierWords[tier]} ${count}`);
  console.log(`\n${label}：${counted.join('，')}`);
}
console.log('\n学号          班级        姓名    此前 → 现在');
for (const { studentNo, className, name, before, after, story } of summary.planned) {
  console.log(
    [studentNo, className, name.padEnd(4, '　'), `${describe(before)} → ${describe(after)}`, story].join(
      '  ',
    ),
  );
}
