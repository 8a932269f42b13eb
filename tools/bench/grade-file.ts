import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** The registrar's bulk layout, as exported. */
const HEADINGS =
  '学号,姓名,课程名称,学分,备注,折算成绩,补考成绩,补考成绩备注,重修成绩,绩点,课程性质,课程归属,重修标记,选课课号,学年,学期,是否注册,学院,班级,正考学年学期,教师姓名';

const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜'];
const GIVEN = [...'喆堃翀珺瑄祎玥昇頔晓明丽华伟芳娜静敏强磊军洋勇艳杰涛超霞平刚桂英文博思远雨欣子涵'];
const SUBJECTS = [
  '植物学',
  '动物学',
  '生物化学',
  '遗传学',
  '细胞生物学',
  '微生物学',
  '分子生物学',
  '生态学',
  '高等数学',
  '大学英语',
];
const NATURES = ['必修课', '必修课', '必修课', '限选课', '任选课', '通识任选课'];
const SEMESTERS = [
  ['2022-2023', '1'],
  ['2022-2023', '2'],
  ['2023-2024', '1'],
  ['2023-2024', '2'],
  ['2024-2025', '1'],
  ['2024-2025', '2'],
  ['2025-2026', '1'],
  ['2025-2026', '2'],
] as const;
const COURSES = 400;
const BUFFERED_ROWS = 2000;

/** mulberry32: the same rows on every machine. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Course {
  readonly code: string;
  readonly name: string;
  readonly credit: string;
  readonly nature: string;
  readonly teacher: string;
}

/** Credits as exports write them: `2`, `2.0`, `2.5`. */
const CREDITS = ['1', '1.0', '2', '2.0', '2.5', '3', '3.0', '4.0', '0.5'];

/**
 * Writes a bulk export with invented people: as many rows for each student, resits, retakes, marks
 * in words, level grades, padded numbers and trailing blanks as in real ones. UTF-8 with a BOM.
 */
export async function writeGradeFile(path: string, rows: number, students: number): Promise<void> {
  const random = createRandom(20250401);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const name = () => pick(SURNAMES) + pick(GIVEN) + (random() < 0.8 ? pick(GIVEN) : '');
  const courses = Array.from({ length: COURSES }, (_, at): Course => {
    const subject = `${SUBJECTS[at % SUBJECTS.length]}${at < SUBJECTS.length ? '' : `(${Math.floor(at / SUBJECTS.length)})`}`;
    return {
      code: `SK${String(30101 + at).padStart(6, '0')}`,
      name: at % 17 === 0 ? `"${subject},实验"` : subject,
      credit: pick(CREDITS),
      nature: pick(NATURES),
      teacher: name(),
    };
  });
  const out = createWriteStream(path);
  let text = `\ufeff${HEADINGS}\r\n`;
  const perStudent = Math.ceil(rows / students);
  for (let row = 0, student = 0; row < rows; student++) {
    const studentNo = `20${String(22 + (student % 3))}${String(student).padStart(8, '0')}${student % 50 === 0 ? ' ' : ''}`;
    const person = name();
    const className = `班级${Math.floor(student / 30)}`;
    const least = leastMark(random());
    const first = Math.floor(random() * COURSES);
    for (let nth = 0; nth < perStudent && row < rows; nth++, row++) {
      const course = courses[(first + nth * 7) % COURSES] as Course;
      const [year, semester] = SEMESTERS[Math.floor((nth * SEMESTERS.length) / perStudent)] as readonly [
        string,
        string,
      ];
      const grade = drawGrade(random, least);
      const selection = `(${year}-${semester})-${course.code}-0${String(5001 + ((first + nth) % 60))}-1`;
      text += `${studentNo},${person},${course.name},${course.credit},${grade.remark},${grade.score},${grade.resit},,${grade.retake},${grade.point},${course.nature},,${grade.isRetake ? 1 : 0},${selection},${year},${semester},是,生命科学学院,${className},${year}-${semester},${course.teacher}\r\n`;
      if (row % BUFFERED_ROWS === BUFFERED_ROWS - 1) {
        if (!out.write(text)) await once(out, 'drain');
        text = '';
      }
    }
  }
  out.end(text);
  await finished(out);
}

interface DrawnGrade {
  readonly score: string;
  readonly resit: string;
  readonly retake: string;
  readonly point: string;
  readonly remark: string;
  readonly isRetake: boolean;
}

function drawGrade(random: () => number, least: number): DrawnGrade {
  const none = { resit: ' ', retake: '&nbsp;', remark: '', isRetake: false };
  const dice = random();
  if (dice < 0.01) return { ...none, score: '缓考', point: '' };
  if (dice < 0.015) return { ...none, score: '缺考', point: '   0.00' };
  if (dice < 0.07) return { ...none, score: '优', point: '   4.50' };
  if (dice < 0.1) return { ...none, score: '及格', point: '   1.50' };
  const mark = Math.min(100, Math.round(least + random() * 38));
  if (mark >= 60)
    return { ...none, score: String(mark), point: padded((mark - 50) / 10), isRetake: random() < 0.01 };
  const resit = random() < 0.5 ? '60' : String(30 + Math.floor(random() * 29));
  const retake = resit !== '60' && random() < 0.3 ? '63' : ' ';
  return { ...none, score: `${mark}.5`, resit, retake, point: padded(resit === '60' ? 1 : 0) };
}

/** Most students fail nothing in a first examination, a few fail much of it. */
const leastMark = (dice: number): number => (dice < 0.01 ? 28 : dice < 0.06 ? 45 : 62);

const padded = (point: number): string => `   ${point.toFixed(2)}`;
