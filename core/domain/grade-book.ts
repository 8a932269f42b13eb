import type { ExamKind, GradeRow } from './grade-row';

const FIRST_CAPACITY = 1 << 12;
const EXAM_KINDS: readonly (ExamKind | null)[] = [null, 'regular', 'resit', 'retake'];
const RETAKE = 1;
const MINOR = 2;
const VOID = 4;
const NO_POINT = -1;

/** Text kept once, however many rows hold it; 0 is null. */
class Interned {
  private readonly ids = new Map<string, number>();
  readonly texts: (string | null)[] = [null];

  idOf(text: string | null): number {
    if (text === null) return 0;
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    const id = this.texts.length;
    this.ids.set(text, id);
    this.texts.push(text);
    return id;
  }

  get(id: number): string | null {
    return this.texts[id] ?? null;
  }

  textOf(id: number): string {
    return this.get(id) ?? '';
  }
}

/** A student's rows, put together again from the columns. */
export interface StudentRows {
  readonly studentNo: string;
  readonly name: string | null;
  readonly className: string | null;
  readonly rows: readonly GradeRow[];
}

export interface GradeBook {
  readonly size: number;
  readonly students: number;
  add(row: GradeRow): void;
  /** Students by 学号, each with all rows of theirs in the order in which they were added. */
  byStudent(): Iterable<StudentRows>;
}

/**
 * Millions of grade rows in little memory: columns of integers, text kept once, rows gathered by
 * student with one counting sort. About 50 bytes a row.
 */
export function createGradeBook(): GradeBook {
  const students = new Interned();
  const names: (string | null)[] = [null];
  const classNames: (string | null)[] = [null];
  const text = new Interned();
  let size = 0;
  let ints = new Int32Array(FIRST_CAPACITY * INTS);
  let shorts = new Int16Array(FIRST_CAPACITY * SHORTS);

  const grow = () => {
    const wider = new Int32Array(ints.length * 2);
    wider.set(ints);
    ints = wider;
    const widerShorts = new Int16Array(shorts.length * 2);
    widerShorts.set(shorts);
    shorts = widerShorts;
  };

  const rowAt = (at: number, studentNo: string, name: string | null, className: string | null): GradeRow => {
    const i = at * INTS;
    const s = at * SHORTS;
    const flags = shorts[s + 2] as number;
    const point = shorts[s + 1] as number;
    return {
      file: text.textOf(ints[i + 1] as number),
      row: ints[i + 2] as number,
      studentNo,
      studentName: name,
      className,
      term: text.textOf(ints[i + 3] as number),
      courseCode: text.textOf(ints[i + 4] as number),
      courseName: text.textOf(ints[i + 5] as number),
      nature: text.textOf(ints[i + 6] as number),
      credit: shorts[s] as number,
      point: point === NO_POINT ? null : point,
      score: text.get(ints[i + 7] as number),
      resitScore: text.get(ints[i + 8] as number),
      retakeScore: text.get(ints[i + 9] as number),
      isRetake: (flags & RETAKE) !== 0,
      isMinor: (flags & MINOR) !== 0,
      isVoid: (flags & VOID) !== 0,
      examKind: EXAM_KINDS[flags >> 3] ?? null,
      remark: text.get(ints[i + 10] as number),
    };
  };

  return {
    get size() {
      return size;
    },
    get students() {
      return students.texts.length - 1;
    },
    add(row) {
      if ((size + 1) * INTS > ints.length) grow();
      const student = students.idOf(row.studentNo);
      names[student] ??= row.studentName;
      classNames[student] ??= row.className;
      const i = size * INTS;
      const s = size * SHORTS;
      ints[i] = student;
      ints[i + 1] = text.idOf(row.file);
      ints[i + 2] = row.row;
      ints[i + 3] = text.idOf(row.term);
      ints[i + 4] = text.idOf(row.courseCode);
      ints[i + 5] = text.idOf(row.courseName);
      ints[i + 6] = text.idOf(row.nature);
      ints[i + 7] = text.idOf(row.score);
      ints[i + 8] = text.idOf(row.resitScore);
      ints[i + 9] = text.idOf(row.retakeScore);
      ints[i + 10] = text.idOf(row.remark);
      shorts[s] = row.credit;
      shorts[s + 1] = row.point ?? NO_POINT;
      const flags = (row.isRetake ? RETAKE : 0) | (row.isMinor ? MINOR : 0) | (row.isVoid ? VOID : 0);
      shorts[s + 2] = flags | (EXAM_KINDS.indexOf(row.examKind) << 3);
      size += 1;
    },
    *byStudent() {
      const count = students.texts.length;
      const starts = new Int32Array(count + 1);
      for (let at = 0; at < size; at++)
        starts[(ints[at * INTS] as number) + 1] = (starts[(ints[at * INTS] as number) + 1] as number) + 1;
      for (let id = 1; id <= count; id++) starts[id] = (starts[id] as number) + (starts[id - 1] as number);
      const order = new Int32Array(size);
      const next = starts.slice();
      for (let at = 0; at < size; at++) {
        const student = ints[at * INTS] as number;
        order[next[student] as number] = at;
        next[student] = (next[student] as number) + 1;
      }
      const ids = Array.from({ length: count - 1 }, (_, at) => at + 1);
      ids.sort((a, b) => (students.textOf(a) < students.textOf(b) ? -1 : 1));
      for (const id of ids) {
        const studentNo = students.textOf(id);
        const name = names[id] ?? null;
        const className = classNames[id] ?? null;
        const rows: GradeRow[] = [];
        for (let at = starts[id] as number; at < (starts[id + 1] as number); at++) {
          rows.push(rowAt(order[at] as number, studentNo, name, className));
        }
        yield { studentNo, name, className, rows };
      }
    },
  };
}

/** Columns of a row in the two arrays: student … remark; credit, point, flags. */
const INTS = 11;
const SHORTS = 3;
