import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeLetter } from '#core/domain/letter-content';
import { DEFAULT_WORDING, fillWording, LETTER_FIELDS, validateWording } from '#core/domain/letter-wording';
import { parseMailNumber } from '#core/domain/mail-number';
import {
  DAYS_IN_TRANSIT,
  LETTER_STATES,
  type LetterState,
  letterNumber,
  mayMove,
  problemsOfAddressee,
  requireStep,
  stepsOfDuty,
  transitOf,
} from '#core/domain/warning-letter';

describe('a mail number', () => {
  it.each([
    ['XA12345678911', 'XA12345678911'],
    [' xa 1234 5678 911 ', 'XA12345678911'],
    ['ＸＡ１２３４５６７８９１１', 'XA12345678911'],
    ['1234567890123', '1234567890123'],
    ['RR123456785CN', 'RR123456785CN'],
    // 11 - 1 is 10, which is written 0.
    ['RR700000000CN', 'RR700000000CN'],
    ['RR000000005CN', 'RR000000005CN'],
  ])('%s is %s', (typed, number) => expect(parseMailNumber(typed)).toBe(number));

  it.each([
    ['', '请填写或扫描'],
    ['   ', '请填写或扫描'],
    ['XA1234567891', '不像挂号信的号码'],
    ['XA123456789111', '不像挂号信的号码'],
    ['12345678901234', '不像挂号信的号码'],
    ['RR123456784CN', '校验位不对'],
    ['<b>x</b>', '不像挂号信的号码'],
  ])('%j is refused: %s', (typed, says) => expect(() => parseMailNumber(typed)).toThrow(says));

  it.each(['RR223456785CN', 'RR213456785CN', 'RR132456785CN', 'RR123456775CN', 'RR123456786CN'])(
    'finds that %s was mistyped',
    (number) => expect(() => parseMailNumber(number)).toThrow('校验位不对'),
  );
});

describe('the life of a letter', () => {
  const MOVES: readonly (readonly [LetterState, LetterState])[] = [
    ['draft', 'approved'],
    ['draft', 'withdrawn'],
    ['approved', 'printed'],
    ['approved', 'withdrawn'],
    ['printed', 'printed'],
    ['printed', 'posted'],
    ['printed', 'withdrawn'],
    ['posted', 'delivered'],
    ['posted', 'returned'],
    ['returned', 'posted'],
    ['returned', 'withdrawn'],
  ];
  it.each(LETTER_STATES.flatMap((from) => LETTER_STATES.map((to) => [from, to] as const)))(
    '%s to %s',
    (from, to) => {
      const isAllowed = MOVES.some(([a, b]) => a === from && b === to);
      expect(mayMove(from, to)).toBe(isAllowed);
      const step = () => requireStep(from, { to, on: '2026-11-02' }, '2026-11-02', '2026-11-02');
      if (isAllowed) expect(step).not.toThrow();
      else expect(step).toThrow(/这封信/);
    },
  );

  it.each([
    ['2026-11-03', null, '日期不能晚于今天'],
    ['2026-11-01', '2026-11-02', '日期不能早于上一步'],
  ])('not on %s after %s', (on, last, says) => {
    expect(() => requireStep('printed', { to: 'posted', on }, last, '2026-11-02')).toThrow(says);
  });

  it('leads to posting only by way of approval and print, whatever is tried', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LETTER_STATES), { maxLength: 30 }), (tried) => {
        const path: LetterState[] = ['draft'];
        for (const to of tried) if (mayMove(path.at(-1) ?? 'draft', to)) path.push(to);
        const posted = path.indexOf('posted');
        if (posted >= 0) {
          expect(path.slice(0, posted)).toContain('approved');
          expect(path.slice(0, posted)).toContain('printed');
        }
        expect(path.filter((state) => state === 'approved').length).toBeLessThanOrEqual(1);
        const end = path.findIndex((state) => state === 'withdrawn' || state === 'delivered');
        if (end >= 0) expect(path).toHaveLength(end + 1);
      }),
    );
  });

  it('counts for the duty unless it was withdrawn', () => {
    const steps = [
      { to: 'draft', on: '2026-11-01' },
      { to: 'approved', on: '2026-11-02' },
    ] as const;
    expect(stepsOfDuty(steps)).toEqual([
      { state: 'draft', on: '2026-11-01' },
      { state: 'approved', on: '2026-11-02' },
    ]);
    expect(stepsOfDuty([...steps, { to: 'withdrawn', on: '2026-11-02' }])).toEqual([]);
  });

  it.each([
    [0, false],
    [DAYS_IN_TRANSIT, false],
    [DAYS_IN_TRANSIT + 1, true],
  ])('%i days on its way', (days, isLate) => {
    const today = `2026-11-${String(1 + days).padStart(2, '0')}`;
    expect(transitOf('2026-11-01', today)).toEqual({ days, isLate });
  });

  it('has a number of its year', () =>
    expect(letterNumber('生科系', 2026, 12)).toBe('生科系学警〔2026〕12号'));
});

describe('whom it goes to', () => {
  const whole = {
    name: '林远山',
    relation: '父亲',
    address: '浙江省绍兴市胜利西路 1 号',
    postcode: '312000',
  };
  it('is whole', () => expect(problemsOfAddressee(whole)).toEqual([]));
  it.each([
    [{ name: ' ' }, '没有写收件家长的姓名'],
    [{ relation: '' }, '没有写家长和学生的关系'],
    [{ address: '' }, '没有通信地址'],
    [{ address: '绍兴市某' }, '通信地址太短，送不到'],
    [{ postcode: '' }, '没有邮政编码'],
    [{ postcode: '31200' }, '邮政编码应是 6 位数字'],
    [{ postcode: '3120000' }, '邮政编码应是 6 位数字'],
  ])('%j: %s', (part, says) => expect(problemsOfAddressee({ ...whole, ...part })).toEqual([says]));
});

describe('the wording', () => {
  const whole = { ...DEFAULT_WORDING, contact: '系学工办' };
  it('of the shipped one is right but for the contact', () => {
    expect(() => validateWording(whole, 600)).not.toThrow();
    expect(() => validateWording(DEFAULT_WORDING, 600)).toThrow('「联系方式」是空的');
  });
  it.each([
    ['{学生', '花括号没有成对'],
    ['学生}', '花括号没有成对'],
    ['{姓名}', '“{姓名}”不是可以代入的内容'],
    ['{}', '“{}”不是可以代入的内容'],
    ['长'.repeat(601), '有 601 字，最多 600 字'],
  ])('%s is refused', (meaning, says) => {
    expect(() => validateWording({ ...whole, meaning }, 600)).toThrow(says);
  });
  it('600 characters are taken', () => {
    expect(() => validateWording({ ...whole, meaning: '长'.repeat(600) }, 600)).not.toThrow();
  });
  it('never reads a field inside what stands in its place', () => {
    const values = Object.fromEntries(LETTER_FIELDS.map((field) => [field, `{学号}`])) as Parameters<
      typeof fillWording
    >[1];
    expect(fillWording('{学生}和{班级}', values)).toBe('{学号}和{学号}');
  });
});

describe('what a letter says', () => {
  const row = {
    file: '成绩.csv',
    row: 2,
    term: '2025-2026-2',
    courseCode: 'MA1',
    courseName: '高等数学',
    nature: '必修',
    credit: '2.50',
    point: null,
    score: '45',
    resitScore: '52',
    retakeScore: null,
    because: '',
  };
  const source = {
    departmentName: '生命科学系',
    addressee: { name: '林远山', relation: '父亲', address: '', postcode: '' },
    student: { name: '林知遥', studentNo: '2024', className: '生物 241' },
    term: '2025-2026-2',
    tier: 2 as const,
    result: {
      outstanding: [row, { ...row, credit: '20.00', score: null, resitScore: null }],
      outstandingCredits: '20.00',
      gpa: '1.3211',
      criteria: {
        truancy: 'no-data',
        'failed-courses': 'not-met',
        'academic-warning': 'met',
        'low-gpa': 'met',
        'study-discipline': 'not-met',
        referral: 'not-met',
      } as const,
    },
    wording: {
      ...DEFAULT_WORDING,
      opening: '{学生}欠{不及格学分}学分，{类型}，{学期}\n{认定情形}',
      contact: '电话',
    },
    corrects: null,
  };
  it('comes from the evidence of the decision', () => {
    expect(composeLetter(source)).toMatchObject({
      number: null,
      outstandingCredits: '20',
      outstanding: [
        { term: '2025-2026学年第2学期', credit: '2.5', result: '45，补考 52' },
        { credit: '20', result: '未录入' },
      ],
      paragraphs: {
        opening: ['林知遥欠20学分，二级，2025-2026学年第2学期', '学业预警、平均学分绩点过低'],
        contact: ['电话'],
      },
    });
  });
  it('says so where there is no average', () => {
    const wording = { ...source.wording, opening: '{平均学分绩点}' };
    const content = composeLetter({ ...source, wording, result: { ...source.result, gpa: null } });
    expect(content.paragraphs.opening).toEqual(['暂无数据']);
  });
});
