import { CRITERION_LABELS } from './labels';
import {
  fillWording,
  type LetterField,
  type LetterWording,
  WORDING_PARTS,
  type WordingPart,
} from './letter-wording';
import type { LocalDate } from './local-date';
import type { ScreeningResult } from './screening';
import type { SupportTier } from './support-tier';
import { type Term, termLabel } from './term';
import type { Addressee } from './warning-letter';

/** Tiers as parents read them, without 最重. */
export const TIER_WORDS: Readonly<Record<SupportTier, string>> = {
  watch: '建档关注',
  1: '一级',
  2: '二级',
  3: '三级',
};

/** Everything that stands in a letter. Once approved it is kept as it is, with its hash. */
export interface LetterContent {
  /** null in a draft. */
  readonly number: string | null;
  readonly issuedOn: LocalDate | null;
  readonly departmentName: string;
  readonly addressee: Addressee;
  readonly student: { readonly name: string; readonly studentNo: string; readonly className: string };
  readonly outstanding: readonly LetterCourse[];
  readonly outstandingCredits: string;
  readonly gpa: string | null;
  /** Kept with letters of before 认定情形 could be worded; printed in none. */
  readonly criteria?: readonly string[];
  readonly paragraphs: Readonly<Record<WordingPart, readonly string[]>>;
  /** The number of the letter that this one corrects. */
  readonly corrects: string | null;
  /** What stood for each field in braces; letters of before it was kept lack it. */
  readonly fields?: Readonly<Record<LetterField, string>>;
  /** The version of the .docx template that it was approved with; absent: the built-in one. */
  readonly template?: string;
}

export interface LetterCourse {
  readonly term: string;
  readonly courseName: string;
  readonly nature: string;
  readonly credit: string;
  readonly result: string;
}

export interface LetterSource {
  readonly departmentName: string;
  readonly addressee: Addressee;
  readonly student: LetterContent['student'];
  readonly term: Term;
  readonly tier: SupportTier;
  readonly result: Pick<ScreeningResult, 'outstanding' | 'outstandingCredits' | 'gpa' | 'criteria'>;
  readonly wording: LetterWording;
  readonly corrects: string | null;
}

/** The letter as it would be sent, from the evidence that the decision was made on (reading §6). */
export function composeLetter(source: LetterSource): LetterContent {
  const { departmentName, addressee, student, result, wording, corrects } = source;
  const values = valuesOf(source);
  const paragraphs = Object.fromEntries(
    WORDING_PARTS.map((part) => [part, linesOf(fillWording(wording[part], values))]),
  ) as Record<WordingPart, readonly string[]>;
  return {
    number: null,
    issuedOn: null,
    departmentName,
    addressee,
    student,
    outstanding: result.outstanding.map(toCourse),
    outstandingCredits: trimZeros(result.outstandingCredits),
    gpa: result.gpa,
    paragraphs,
    corrects,
    fields: values,
  };
}

function valuesOf({ addressee, student, term, tier, result, departmentName, wording }: LetterSource) {
  return {
    家长: addressee.name,
    学生: student.name,
    学号: student.studentNo,
    班级: student.className,
    学期: termLabel(term),
    类型: TIER_WORDS[tier],
    不及格学分: trimZeros(result.outstandingCredits),
    平均学分绩点: result.gpa ?? '暂无数据',
    系名: departmentName,
    认定情形: (Object.keys(CRITERION_LABELS) as (keyof typeof CRITERION_LABELS)[])
      .filter((id) => result.criteria[id] === 'met')
      .map((id) => CRITERION_LABELS[id])
      .join('、'),
    联系方式: linesOf(wording.contact).join('；'),
  } satisfies Record<LetterField, string>;
}

/** The last result that a transcript holds of a failed course. */
export function toCourse({
  term,
  courseName,
  nature,
  credit,
  score,
  resitScore,
  retakeScore,
}: LetterSource['result']['outstanding'][number]): LetterCourse {
  const parts = [
    ...(score === null ? [] : [score]),
    ...(resitScore === null ? [] : [`补考 ${resitScore}`]),
    ...(retakeScore === null ? [] : [`重修 ${retakeScore}`]),
  ];
  return {
    term: termLabel(term),
    courseName,
    nature,
    credit: trimZeros(credit),
    result: parts.length === 0 ? '未录入' : parts.join('，'),
  };
}

/** 3.00 → 3, 2.50 → 2.5 */
export const trimZeros = (decimal: string): string =>
  decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;

const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
