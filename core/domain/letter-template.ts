import { DomainError } from './errors';
import type { LetterContent } from './letter-content';
import { LETTER_FIELDS, type LetterField, WORDING_LABELS, WORDING_PARTS } from './letter-wording';

/**
 * What a .docx template of the letter must hold, each in braces (reading §6). The paragraphs of the wording are
 * among them: the .docx and the PDF say the same.
 */
export const TEMPLATE_NEEDS = [
  '编号',
  '家长',
  ...WORDING_PARTS.map((part) => WORDING_LABELS[part]),
  '课程表',
  '系名',
  '日期',
  '更正',
] as const;

/** What it may hold besides. */
export const TEMPLATE_FIELDS: readonly string[] = [...new Set<string>([...TEMPLATE_NEEDS, ...LETTER_FIELDS])];

/** Replaced by the table of courses, so nothing else may stand in its paragraph. */
export const COURSE_TABLE = '课程表';

/** Longest .docx in bytes; a letter with a crest is a tenth of it. */
export const TEMPLATE_BYTES = 2 * 1024 * 1024;

const quoted = (names: readonly string[]): string => names.map((name) => `{${name}}`).join('、');

/** @throws DomainError TEMPLATE_INVALID naming what is in braces and means nothing, and what is missing */
export function requireTemplateFields(found: readonly string[]): void {
  const unknown = [...new Set(found)].filter((name) => !TEMPLATE_FIELDS.includes(name));
  const missing = TEMPLATE_NEEDS.filter((name) => !found.includes(name));
  const said = [
    ...(unknown.length === 0
      ? []
      : [
          `${quoted(unknown.slice(0, 5).map((name) => [...name].slice(0, 12).join('')))} 不是可以代入的内容，请改正或删去`,
        ]),
    ...(missing.length === 0 ? [] : [`缺少 ${quoted(missing)}，请补上`]),
  ];
  if (said.length > 0)
    throw new DomainError(
      'TEMPLATE_INVALID',
      `模板${said.join('；')}。可以用：${quoted(TEMPLATE_FIELDS)}。`,
      'fileId',
    );
}

/** What stands for the fields of the wording; of a letter from before they were kept, what it still tells. */
export const fieldsOfLetter = (content: LetterContent): Readonly<Record<LetterField, string>> =>
  content.fields ?? {
    家长: content.addressee.name,
    学生: content.student.name,
    学号: content.student.studentNo,
    班级: content.student.className,
    学期: '',
    类型: '',
    不及格学分: content.outstandingCredits,
    平均学分绩点: content.gpa ?? '暂无数据',
    认定情形: (content.criteria ?? []).join('、'),
    系名: content.departmentName,
    联系方式: content.paragraphs.contact.join('；'),
  };
