import type { LetterContent } from '#core/domain/letter-content';

/** A letter of one course, short in each of its parts. */
export const letterContent = (over: Partial<LetterContent> = {}): LetterContent => ({
  number: '生科系学警〔2026〕12号',
  issuedOn: '2026-11-02',
  departmentName: '生命科学系',
  addressee: { name: '林远山', relation: '父亲', address: '浙江省绍兴市胜利西路 1 号', postcode: '312000' },
  student: { name: '林知遥', studentNo: '20240101', className: '生物科学241' },
  outstanding: [
    {
      term: '2025-2026学年第2学期',
      courseName: '高等数学',
      nature: '必修',
      credit: '16',
      result: '45，补考 52',
    },
  ],
  outstandingCredits: '16',
  gpa: '1.3211',
  paragraphs: {
    opening: ['情况告知。'],
    meaning: ['说明意义。'],
    help: ['学校的帮扶。'],
    request: ['请家长配合。'],
    contact: ['系学工办，电话 0571-00000000'],
  },
  corrects: null,
  ...over,
});
