import { composeLetter, type LetterContent } from '#core/domain/letter-content';
import { DEFAULT_WORDING } from '#core/domain/letter-wording';

const COURSES = ['高等数学（上）', '大学物理', '有机化学', '线性代数', '无机及分析化学', '概率论与数理统计'];
const NAMES = '林周陈许沈程陶方江毛佘季闻秦顾贺苏陆柳白知远予安星野明澜兰亭慕言以宁承钧秋子昂临川';

/** Letters of as many students, each with courses and a name of its own. */
export const letterBatch = (count: number): readonly LetterContent[] =>
  Array.from({ length: count }, (_, at) => {
    const name = `${NAMES[at % 20]}${NAMES[20 + (at % 18)]}${NAMES[20 + ((at * 7) % 18)]}`;
    const outstanding = COURSES.slice(0, 2 + (at % 4)).map((courseName, row) => ({
      file: '成绩.csv',
      row,
      term: '2025-2026-2',
      courseCode: `C${row}`,
      courseName,
      nature: '必修',
      credit: '4.00',
      point: null,
      score: String(30 + ((at + row) % 30)),
      resitScore: null,
      retakeScore: null,
      because: '',
    }));
    const content = composeLetter({
      departmentName: '生命科学系',
      addressee: {
        name: `${name[0]}家长`,
        relation: '父亲',
        address: '某省某市某路 1 号',
        postcode: '310000',
      },
      student: { name, studentNo: String(2_024_000_000 + at), className: `生物科学24${at % 9}` },
      term: '2025-2026-2',
      tier: 2,
      result: {
        outstanding,
        outstandingCredits: `${outstanding.length * 4}.00`,
        gpa: '1.3211',
        criteria: {
          truancy: 'no-data',
          'failed-courses': 'not-met',
          'academic-warning': 'met',
          'low-gpa': 'met',
          'study-discipline': 'no-data',
          referral: 'no-data',
        },
      },
      wording: { ...DEFAULT_WORDING, contact: '系学工办，电话 0571-00000000' },
      corrects: null,
    });
    return { ...content, number: `生科系学警〔2026〕${at + 1}号`, issuedOn: '2026-11-02' };
  });
