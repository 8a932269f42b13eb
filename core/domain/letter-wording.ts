import { DomainError } from './errors';

/** What the office may write in braces, and what stands there on paper. */
export const LETTER_FIELDS = [
  '家长',
  '学生',
  '学号',
  '班级',
  '学期',
  '类型',
  '不及格学分',
  '平均学分绩点',
  '认定情形',
  '系名',
  '联系方式',
] as const;
export type LetterField = (typeof LETTER_FIELDS)[number];

/** The parts of the letter that the office words; each is one or several paragraphs. */
export const WORDING_PARTS = ['opening', 'meaning', 'help', 'request', 'contact'] as const;
export type WordingPart = (typeof WORDING_PARTS)[number];
export type LetterWording = Readonly<Record<WordingPart, string>>;

export const WORDING_LABELS: Readonly<Record<WordingPart, string>> = {
  opening: '情况告知',
  meaning: '说明意义',
  help: '学校的帮扶',
  request: '请家长配合',
  contact: '联系方式',
};

/** The wording that a department begins with (art. 5). `contact` is the department's own to fill in. */
export const DEFAULT_WORDING: LetterWording = {
  opening:
    '贵子女{学生}（学号{学号}，{班级}）截至{学期}，现有不及格必修课、限选课学分共{不及格学分}学分，平均学分绩点{平均学分绩点}。经系学生学业帮扶工作组研究，列为学业帮扶{类型}对象。现将有关情况函告如下，请您知悉。',
  meaning:
    '不及格学分继续增加，将影响编入下一年级、按期毕业和学位授予。上列课程可以通过补考、重修等途径取得学分，请督促孩子按教务安排及时办理。',
  help: '系里已安排班主任、辅导员定期谈话，协助制订下阶段学习计划，并组织学业帮扶志愿者结对、任课教师课堂关注和集中答疑。',
  request: '请您与孩子及时沟通，了解学习和生活情况，共同督促。如有需要学校知晓的情况，请与我们联系。',
  contact: '',
};

const BRACED = /\{([^{}]*)\}/g;

/**
 * @throws DomainError WORDING_INVALID naming the part: empty, a field that is none, a brace left open
 */
export function validateWording(wording: LetterWording, limit: number): void {
  for (const part of WORDING_PARTS) {
    const text = wording[part];
    const refuse = (message: string) =>
      new DomainError('WORDING_INVALID', `「${WORDING_LABELS[part]}」${message}`, part);
    if (text.trim() === '') throw refuse('是空的。');
    const { length } = [...text];
    if (length > limit) throw refuse(`有 ${length} 字，最多 ${limit} 字。`);
    for (const [, name = ''] of text.matchAll(BRACED)) {
      if (!(LETTER_FIELDS as readonly string[]).includes(name)) {
        throw refuse(
          `里的“{${[...name].slice(0, 12).join('')}}”不是可以代入的内容。可以用：${LETTER_FIELDS.join('、')}。`,
        );
      }
    }
    if (/[{}]/.test(text.replace(BRACED, ''))) throw refuse('里的花括号没有成对。');
  }
}

/** Puts the values in; what they hold is text, never a field again. */
export const fillWording = (text: string, values: Readonly<Record<LetterField, string>>): string =>
  text.replace(BRACED, (braced, name: string) => values[name as LetterField] ?? braced);
