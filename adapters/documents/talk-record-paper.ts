import { type Glyphs, printableLine, printableParagraphs } from './printable';
import { wordDate } from './worded-date';

/** The counselor's opinion on the adviser's record, 补充意见. */
export interface TalkSupplementPaper {
  readonly by: string;
  /** 中文, e.g. 辅导员. */
  readonly role: string;
  /** YYYY-MM-DD of a talk of their own; null for an opinion without one. */
  readonly heldOn: string | null;
  /** YYYY-MM-DD on which it was written: stands where there was no talk of their own. */
  readonly writtenOn?: string | null;
  readonly text: string;
}

/** Everything that a 谈话记录表 can show. Null prints the cell empty, to be filled in by hand. */
export interface TalkRecordPaper {
  /** Short name in the title, e.g. 生科系. */
  readonly department: string;
  readonly studentName: string | null;
  readonly gender: string | null;
  readonly nativePlace: string | null;
  readonly className: string | null;
  readonly family: string | null;
  readonly contact: string | null;
  readonly problems: string | null;
  readonly assessment: string | null;
  readonly adviserName: string | null;
  readonly counselorName: string | null;
  /** YYYY-MM-DD of the talk that the 班主任 held. */
  readonly adviserHeldOn: string | null;
  /** YYYY-MM-DD of the talk that the 辅导员 held. */
  readonly counselorHeldOn: string | null;
  readonly supplements: readonly TalkSupplementPaper[];
  /** The annex asks these three in its notes. */
  readonly parentsContacted?: boolean | null;
  readonly needsAttention?: boolean | null;
  readonly psychologicalReferral?: boolean | null;
  /** 中文, e.g. 面谈; below the form, since the annex has no row for it. */
  readonly mode?: string | null;
  readonly place?: string | null;
  /** 中文, e.g. 学生未到. */
  readonly attendance?: string | null;
  /** Which revision this is and why, e.g. 第2次修订：更正日期. */
  readonly revision?: string | null;
  /** Days between the talk and its filing when it counts as 补录. */
  readonly filedLateDays?: number | null;
  readonly photos?: number;
  /** Who prints it and when, e.g. 顾明澜 T001 2026-09-14: faint across each page, and below the form. */
  readonly printedBy?: string | null;
}

/** The form with nothing filled in. */
export function blankTalkRecord(department: string): TalkRecordPaper {
  return {
    department,
    studentName: null,
    gender: null,
    nativePlace: null,
    className: null,
    family: null,
    contact: null,
    problems: null,
    assessment: null,
    adviserName: null,
    counselorName: null,
    adviserHeldOn: null,
    counselorHeldOn: null,
    supplements: [],
  };
}

/** What talk-record.typ reads: text already checked, dates already worded. */
export interface TalkRecordInput {
  readonly title: string;
  readonly studentName: string | null;
  readonly gender: string | null;
  readonly nativePlace: string | null;
  readonly className: string | null;
  readonly family: readonly string[];
  readonly contact: string | null;
  readonly problems: readonly string[];
  readonly problemAnswers: readonly string[];
  readonly assessment: readonly string[];
  readonly assessmentAnswers: readonly string[];
  readonly supplements: readonly { readonly heading: string; readonly text: readonly string[] }[];
  readonly adviserName: string | null;
  readonly counselorName: string | null;
  readonly adviserHeldOn: string | null;
  readonly counselorHeldOn: string | null;
  readonly remarks: readonly string[];
  readonly watermark: string | null;
}

function answer(question: string, yes: boolean | null | undefined): string[] {
  return yes === null || yes === undefined ? [] : [`${question}：${yes ? '是' : '否'}`];
}

/** Room of a full-width cell, indent left off; the narrow cells of talk-record.typ are given at their field. */
const WIDE = 24;

/**
 * Words a record for the form.
 *
 * @throws DomainError for a character that cannot be printed, naming it and its field
 */
export function toTalkRecordInput(paper: TalkRecordPaper, coverage: Glyphs): TalkRecordInput {
  const line = (text: string | null | undefined, field: string, label: string, room = WIDE) =>
    printableLine(text ?? null, { field, label, room }, coverage);
  const paragraphs = (text: string | null, field: string, label: string, room = WIDE) =>
    printableParagraphs(text, { field, label, room }, coverage);

  const circumstances = [
    ['谈话方式', line(paper.mode, 'mode', '谈话方式')],
    ['地点', line(paper.place, 'place', '谈话地点')],
    ['到场情况', line(paper.attendance, 'attendance', '到场情况')],
  ].flatMap(([name, value]) => (value ? [`${name}：${value}`] : []));
  const revision = line(paper.revision, 'revision', '修订说明');
  const printedBy = line(paper.printedBy, 'printedBy', '打印人');

  return {
    title: `${line(paper.department, 'department', '系名', 10) ?? ''}学生谈话记录表`,
    studentName: line(paper.studentName, 'studentName', '学生姓名', 5),
    gender: line(paper.gender, 'gender', '性别', 2),
    nativePlace: line(paper.nativePlace, 'nativePlace', '籍贯', 6),
    className: line(paper.className, 'className', '班级', 6),
    family: paragraphs(paper.family, 'family', '家庭情况', 15),
    contact: line(paper.contact, 'contact', '学生联系方式', 10),
    problems: paragraphs(paper.problems, 'problems', '主要问题与表现'),
    problemAnswers: answer('是否与家长联系', paper.parentsContacted),
    assessment: paragraphs(paper.assessment, 'assessment', '初步评估及建议'),
    assessmentAnswers: [
      ...answer('是否需要进一步关注', paper.needsAttention),
      ...answer('是否需要心理素质教育中心关注', paper.psychologicalReferral),
    ],
    supplements: paper.supplements.map((supplement, index) => {
      const by = line(supplement.by, `supplements.${index}.by`, '补充意见填写人') ?? '';
      const role = line(supplement.role, `supplements.${index}.role`, '补充意见填写人身份') ?? '';
      const held = wordDate(supplement.heldOn);
      const written = wordDate(supplement.writtenOn ?? null);
      const when = held ? `　${held}` : written ? `　${written}填写` : '';
      return {
        heading: `${role}补充（${by}${when}）`,
        text: paragraphs(supplement.text, `supplements.${index}.text`, '补充意见'),
      };
    }),
    adviserName: line(paper.adviserName, 'adviserName', '班主任'),
    counselorName: line(paper.counselorName, 'counselorName', '辅导员'),
    adviserHeldOn: wordDate(paper.adviserHeldOn),
    counselorHeldOn: wordDate(paper.counselorHeldOn),
    remarks: [
      ...(circumstances.length > 0 ? [`附记：${circumstances.join('；')}。`] : []),
      ...(paper.filedLateDays ? [`补录：谈话后第${paper.filedLateDays}日填报。`] : []),
      ...(paper.photos ? [`附照片${paper.photos}张，存于系统。`] : []),
      ...(revision ? [`修订：${revision}`] : []),
      ...(printedBy ? [`打印：${printedBy}`] : []),
    ],
    watermark: printedBy,
  };
}
