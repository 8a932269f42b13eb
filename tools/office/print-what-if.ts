import { MOVE_GROUP_LABELS, STANDING_LABELS } from '#core/domain/labels-what-if';
import type { Policy } from '#core/domain/policy';
import { type Term, termLabel } from '#core/domain/term';
import {
  type ClassStaff,
  type Compared,
  isMoved,
  moveMatrix,
  type PersonLoad,
  personLoads,
  STANDINGS,
} from '#core/domain/what-if';
import { countMoves, MOVE_GROUPS } from '#core/domain/what-if-groups';
import { formatWeekly, type Load, tierLoads } from '#core/domain/workload';
import { formatTable, oneLine } from './text-table';

export interface Comparison {
  readonly before: Policy;
  readonly after: Policy;
  readonly term: Term;
  readonly students: number;
  /** Whom a list names under one of the two. */
  readonly rows: readonly Compared[];
  readonly staff: readonly ClassStaff[];
}

export function printWhatIf(comparison: Comparison, format: 'table' | 'json'): string {
  const { before, after, rows, staff } = comparison;
  const people = personLoads(rows, { before: tierLoads(before), after: tierLoads(after) }, staff);
  return format === 'json' ? toJson(comparison, people) : toTable(comparison, people);
}

const nameOf = ({ id, version, title }: Policy) => ({ id, version, title });

function toJson({ before, after, term, students, rows }: Comparison, people: readonly PersonLoad[]): string {
  const load = ({ talks, duties, once }: Load) => ({
    talksPerWeek: formatWeekly(talks),
    dutiesPerWeek: formatWeekly(duties),
    once,
  });
  const answer = {
    before: nameOf(before),
    after: nameOf(after),
    term,
    students,
    isForecast: true,
    groups: countMoves(rows),
    moves: moveMatrix(rows).map((cell) => ({
      ...cell,
      rows: rows
        .filter((row) => row.before === cell.before && row.after === cell.after)
        .map(({ before: _from, after: _to, ...row }) => row),
    })),
    people: people.map(({ id, name, side, isVacant, students: theirs, before: old, after: own }) => ({
      id,
      name,
      side,
      isVacant,
      students: theirs,
      before: load(old),
      after: load(own),
    })),
  };
  return `${JSON.stringify(answer, null, 1)}\n`;
}

function toTable({ before, after, term, students, rows }: Comparison, people: readonly PersonLoad[]): string {
  const moved = rows.filter(isMoved);
  const used = STANDINGS.filter((one) => rows.some((row) => row.before === one || row.after === one));
  const count = (from: string, to: string) => {
    const found = rows.filter((row) => row.before === from && row.after === to).length;
    return found === 0 ? '' : String(found);
  };
  const counts = countMoves(rows);
  const groups = MOVE_GROUPS.filter((group) => group !== 'same' && counts[group] > 0);
  const said = groups.map((group) => `${MOVE_GROUP_LABELS[group]} ${counts[group]}`).join('，');
  const lines = [
    `${termLabel(term)}    原来：${before.title}（版本 ${before.version}）`,
    `${' '.repeat(4)}改为：${after.title}（版本 ${after.version}）`,
    '',
    `共 ${students} 名学生，${moved.length} 人的结果不同${said === '' ? '' : `：${said}`}。`,
    '',
    '【谁到哪里】行为原来，列为改后',
    ...formatTable(
      [{ title: '' }, ...used.map((one) => ({ title: STANDING_LABELS[one], align: 'right' as const }))],
      used.map((from) => [STANDING_LABELS[from], ...used.map((to) => count(from, to))]),
    ),
  ];
  if (moved.length > 0) {
    lines.push(
      '',
      `【结果不同的学生】${moved.length} 人`,
      ...formatTable(
        [
          { title: '学号' },
          { title: '姓名' },
          { title: '班级' },
          { title: '原来' },
          { title: '改后' },
          { title: '不及格学分', align: 'right' },
        ],
        moved.map((row) => [
          row.studentNo,
          row.name ?? '',
          row.className ?? '',
          STANDING_LABELS[row.before],
          STANDING_LABELS[row.after],
          row.creditsBefore === row.creditsAfter
            ? row.creditsAfter
            : `${row.creditsBefore} → ${row.creditsAfter}`,
        ]),
      ),
    );
  }
  lines.push(
    '',
    '【每周的谈话和应办事项】按周期折算的预测，未经诊断会；一次性事项为开始时的件数',
    ...formatTable(
      [
        { title: '' },
        { title: '' },
        { title: '学生', align: 'right' },
        { title: '谈话/周', align: 'right' },
        { title: '事项/周', align: 'right' },
        { title: '一次性', align: 'right' },
      ],
      people.map(({ name, side, isVacant, students: theirs, before: old, after: own }) => [
        side === 'adviser' ? '班主任' : '辅导员',
        isVacant ? `（${name}）` : name,
        `${theirs.before} → ${theirs.after}`,
        `${formatWeekly(old.talks)} → ${formatWeekly(own.talks)}`,
        `${formatWeekly(old.duties)} → ${formatWeekly(own.duties)}`,
        `${old.once} → ${own.once}`,
      ]),
    ),
    '',
  );
  return lines.map(oneLine).join('\n');
}
