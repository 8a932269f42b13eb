import { DomainError } from '#core/domain/errors';
import { endsWith, keptResult, printScreening, readSnapshot } from './snapshot';

export const REPLAY_HELP = `用法：npm run -s office -- replay 快照文件

按 screen --snapshot 存下的快照重新计算一次：办法、学期、成绩和名单都取自快照，与现在的设置无关。
重算的结果写到标准输出（.json），与当时逐字节比较。
退出码：0 一致；3 不一致，并指出第一位不同的学生；2 文件不能读取。
`;

export interface Replayed {
  /** The answer as computed now. */
  readonly answer: string;
  readonly isSame: boolean;
  /** One sentence. */
  readonly message: string;
}

/** @throws DomainError USAGE, or why the snapshot cannot be read */
export async function replay(argv: readonly string[]): Promise<Replayed> {
  const [path, ...more] = argv;
  if (path === undefined || more.length > 0 || path.startsWith('-'))
    throw new DomainError('USAGE', '请写明一个快照文件：replay 快照.json。加 --help 看用法。');
  const { text, screening } = await readSnapshot(path);
  const pieces: string[] = [];
  await printScreening(screening, async (piece) => {
    pieces.push(piece);
  });
  const answer = pieces.join('');
  const isSame = endsWith(text, answer);
  const { version } = screening.policy;
  return {
    answer,
    isSame,
    message: isSame
      ? `重算一致：${screening.book.students} 名学生，${screening.book.size} 行成绩，办法版本 ${version}。`
      : `重算不一致：${firstDifference(keptResult(text), JSON.parse(answer) as ReturnType<typeof keptResult>)}。`,
  };
}

type Result = ReturnType<typeof keptResult>;
const FIELDS: Readonly<Record<string, string>> = {
  identified: '是否认定',
  tier: '帮扶类型',
  outstandingCredits: '不及格学分',
  gpa: '平均学分绩点',
  criteria: '认定情形',
};

function firstDifference(kept: Result, made: Result): string {
  const length = Math.max(kept.students.length, made.students.length);
  for (let at = 0; at < length; at++) {
    const [old, own] = [kept.students[at], made.students[at]];
    if (JSON.stringify(old) === JSON.stringify(own)) continue;
    if (!own) return `快照里有学号 ${old?.studentNo}，重算没有`;
    if (!old) return `重算多出学号 ${own.studentNo}`;
    if (old.studentNo !== own.studentNo)
      return `快照里第 ${at + 1} 位是学号 ${old.studentNo}，重算是 ${own.studentNo}`;
    return `学号 ${old.studentNo} 的${partOf(old, own)}不同`;
  }
  return '学生都相同，未采用的行、办法版本或写法不同';
}

function partOf(old: object, own: object): string {
  const differs = (key: string) =>
    JSON.stringify(Reflect.get(old, key)) !== JSON.stringify(Reflect.get(own, key));
  const key = Object.keys(FIELDS).find(differs);
  if (key === undefined) return '依据';
  const say = (of: object) => (key === 'criteria' ? '' : `${String(Reflect.get(of, key))}`);
  return key === 'criteria' ? '认定情形' : `${FIELDS[key]}（快照为 ${say(old)}，重算为 ${say(own)}）`;
}
