import { describe, expect, it } from 'vitest';
import type { ImportView, Me, StudentListItem, TodoItem } from '#core/contract/index';
import type { LayoutId } from '#core/domain/import-layout';
import { ROLES } from '#core/domain/role';
import { screenableTerms } from '../../../miniprogram/views/agenda';
import {
  sayImports,
  toCriteria,
  toEvidence,
  toEvidenceRow,
  toFactRow,
} from '../../../miniprogram/views/evidence';
import { toFailure } from '../../../miniprogram/views/failure';
import { sayProgress, toPreviewView } from '../../../miniprogram/views/import-preview';
import { saySize, toImportRow } from '../../../miniprogram/views/imports';
import { toMeView } from '../../../miniprogram/views/me';
import { type Asked, toStudentRow, toStudentsView } from '../../../miniprogram/views/students';
import { NO_FILTERS, toTodayView, toTodo } from '../../../miniprogram/views/today';

const TODAY = '2026-09-14';
const NOW = Date.parse('2026-09-14T03:00:00Z');

const todo: TodoItem = {
  id: 'a',
  kind: 'first-talk',
  section: 'overdue',
  state: 'overdue',
  title: '首次谈话',
  detail: '生科231 · 二级',
  hint: null,
  dueOn: '2026-09-11',
  because: '认定 + 7天',
  student: { id: 's', name: '王小禾', className: '生科231' },
  caseId: 'c',
  target: { page: 'talk-edit', caseId: 'c' },
};

describe('今日', () => {
  it('is one tap from the form', () => {
    expect(toTodo(todo, TODAY).url).toBe('/student/talk-edit/talk-edit?caseId=c');
  });

  it('reads out who, what and how late', () => {
    expect(toTodo(todo, TODAY).spoken).toBe('王小禾，首次谈话，逾期3天，应于9月11日');
  });

  it.each(ROLES)('an empty day of a %s says what comes next', (role) => {
    const view = toTodayView(
      {
        role,
        today: TODAY,
        counts: { overdue: 0, open: 0, upcoming: 0 },
        others: { total: 0, overdue: 0 },
        days: [],
        classes: [],
        person: null,
        total: 0,
        items: [],
        nextCursor: null,
      },
      NO_FILTERS,
    );
    expect(view.state).toBe('empty');
    expect(view.emptyTitle).not.toBe('');
    expect(view.emptyHint).not.toBe('');
  });
});

describe('学生', () => {
  const student: StudentListItem = {
    studentId: 's',
    studentNo: '20230101001',
    name: '王小禾',
    className: '生科231',
    caseId: 'c',
    tier: 1,
    outstandingCredits: '12.50',
    lastTalkOn: null,
    daysSinceLastTalk: null,
    nextDue: null,
  };

  it.each([
    [null, '还没有谈话'],
    [0, '今天谈过'],
    [1, '1天前谈过'],
  ])('%s days since the last talk is said %s', (daysSinceLastTalk, said) => {
    expect(toStudentRow({ ...student, daysSinceLastTalk }, TODAY, false).lastTalk).toBe(said);
  });

  const namesake = { ...student, studentId: 't', studentNo: '20230101002' };
  const list = (items: readonly StudentListItem[]) => ({ total: 2, classes: [], nextCursor: null, items });
  const details = (items: readonly StudentListItem[], asked: Partial<Asked>) =>
    toStudentsView(list(items), TODAY, { isFiltered: false, isSearch: false, ...asked }).rows.map(
      ({ detail, spoken }) => `${detail.replaceAll('\u00a0', ' ')} | ${spoken}`,
    );

  it('leaves the 学号 out, so that the line ends in a whole word', () => {
    expect(details([student, { ...namesake, name: '王小稻' }], {})).toEqual([
      '生科231 · 不及格 12.50 学分 | 王小禾，生科231，一级',
      '生科231 · 不及格 12.50 学分 | 王小稻，生科231，一级',
    ]);
  });

  it.each([
    ['while a text is searched for', [student], { isSearch: true }],
    ['for namesakes', [student, namesake], {}],
    ['for a namesake of a row above', [student], { namesAbove: ['王小禾'] }],
  ])('shows and says the 学号 %s', (_, items, asked) => {
    for (const [index, said] of details(items, asked).entries()) {
      expect(said).toBe(
        `生科231 · 2023010100${index + 1} · 不及格 12.50 学分 | 王小禾，生科231，2023010100${index + 1}，一级`,
      );
    }
  });

  it.each([
    [true, '没有符合条件的学生'],
    [false, '现在没有需要帮扶的学生'],
  ])('with nobody there, narrowed %s, says so and what to do', (isFiltered, title) => {
    const view = toStudentsView(list([]), TODAY, { isFiltered, isSearch: false });
    expect(view).toMatchObject({ state: 'empty', emptyTitle: title });
    expect(view.emptyHint).not.toBe('');
  });

  it('says nothing of talks where there is no case', () => {
    expect(toStudentRow({ ...student, caseId: null, tier: null }, TODAY, false)).toMatchObject({
      lastTalk: '',
      tierWord: '',
    });
  });
});

const OFFICE = { isOffice: true, today: TODAY };

describe('导入预览', () => {
  const preview: ImportView = {
    importId: 'i',
    kind: 'grades',
    fileName: '成绩.csv',
    layout: 'zf_old_admin_bulk_20',
    state: 'previewed',
    rowsRead: 100,
    students: 30,
    counts: { new: 90, changed: 4, unchanged: 5, rejected: 1 },
    mapping: [
      { heading: '学号', field: 'studentNo', meaning: '学号' },
      { heading: '备注2', field: null },
    ],
    terms: ['2025-2026-2'],
    rejected: [{ file: '成绩.csv', row: 17, column: '成绩', value: ' ', reason: '看不懂这个成绩' }],
    unknownStudents: [],
    by: '周婷',
    createdAt: '2026-09-14T02:00:00Z',
    appliedAt: null,
    rollback: null,
    preset: null,
    fileId: 'f',
    owner: null,
    changes: [],
  };

  it.each([
    ['previewed', { new: 1, changed: 0, unchanged: 0, rejected: 0 }, 'brand', true, '应用后写入 1 行'],
    ['previewed', { new: 0, changed: 1, unchanged: 0, rejected: 0 }, 'brand', true, '应用后写入 1 行'],
    ['previewed', { new: 0, changed: 0, unchanged: 9, rejected: 0 }, 'calm', false, '与已有数据相同'],
    ['previewed', { new: 0, changed: 0, unchanged: 8, rejected: 6 }, 'calm', false, '被拒收的 6 行不写入'],
    [
      'applied',
      { new: 3, changed: 2, unchanged: 0, rejected: 0 },
      'done',
      true,
      '已应用：新增 3 行，更改 2 行。',
    ],
    ['applied', { new: 3, changed: 0, unchanged: 0, rejected: 1 }, 'done', true, '被拒收的 1 行不写入'],
    ['discarded', { new: 3, changed: 0, unchanged: 0, rejected: 1 }, 'calm', true, '没有改动任何数据'],
    ['rolled-back', { new: 3, changed: 0, unchanged: 0, rejected: 1 }, 'calm', true, '都不再有效'],
  ] as const)('%s with %o: %s, something to write %s', (state, counts, tone, hasChanges, words) => {
    const view = toPreviewView({ ...preview, state, counts }, OFFICE);
    expect(view).toMatchObject({ tone, hasChanges, isOpen: state === 'previewed' });
    expect(view.sentence).toContain(words);
    expect(view.sentence.includes('拒收') && counts.rejected === 0).toBe(false);
  });

  it.each([
    ['applied', 'grades', true],
    ['applied', 'students', false],
    ['previewed', 'grades', false],
    ['discarded', 'grades', false],
  ] as const)('after %s %s leads to a screening: %s', (state, kind, canScreen) => {
    expect(toPreviewView({ ...preview, state, kind }, OFFICE).canScreen).toBe(canScreen);
  });

  it('tones down what there is none of', () => {
    const tones = (counts: ImportView['counts']) =>
      toPreviewView({ ...preview, counts }, OFFICE).figures.map(({ tone }) => tone);
    expect(tones({ new: 1, changed: 1, unchanged: 1, rejected: 1 })).toEqual([
      'done',
      'due',
      'plain',
      'late',
    ]);
    expect(tones({ new: 0, changed: 0, unchanged: 0, rejected: 0 })).toEqual([
      'zero',
      'zero',
      'zero',
      'zero',
    ]);
  });

  it.each([
    [
      'grades',
      ['2025-2026-1', '2025-2026-2'],
      '读到 100 行，30 名学生，2025-2026学年第1学期、2025-2026学年第2学期',
    ],
    ['students', [], '读到 100 行，30 名学生'],
    ['classes', [], '读到 100 行'],
    ['staff', [], '读到 100 行'],
  ] as const)('%s of %o: %s', (kind, terms, said) => {
    expect(toPreviewView({ ...preview, kind, terms }, OFFICE).read).toBe(said);
  });

  it.each([
    ['stage', 0, 0, 0, '已比对 0 行，共 0 行'],
    ['stage', 5_000, 12_000, 41, '已比对 5000 行，共 12000 行'],
    ['apply', 169_999, 170_000, 99, '已写入 169999 行，共 170000 行'],
  ] as const)('%s of a long file: %i of %i rows is %i percent', (step, done, total, percent, said) => {
    const told = sayProgress({ step, done, total });
    expect(told.percent).toBe(percent);
    expect(told.busy).toContain(said);
  });

  it.each([
    [0, '0 名'],
    [49, '49 名'],
    [50, '至少 50 名'],
  ])('%i students that the roster does not know are said %s', (count, note) => {
    const unknownStudents = Array.from({ length: count }, (_, index) => ({
      studentNo: `2024${index}`,
      name: '学生',
    }));
    const view = toPreviewView({ ...preview, unknownStudents }, OFFICE);
    expect(view.unknownNote).toBe(note);
    expect(view.unknownStudents).toHaveLength(count);
  });

  it.each([
    ['applied', true, { new: 1, changed: 0 }, true],
    ['applied', false, { new: 1, changed: 0 }, false],
    ['applied', true, { new: 0, changed: 0, unchanged: 1 }, true],
    ['applied', true, { new: 0, changed: 0, unchanged: 0 }, false],
    ['previewed', true, { new: 1, changed: 0 }, false],
    ['rolled-back', true, { new: 1, changed: 0 }, false],
  ] as const)('%s, office %s, %o: can be taken back %s', (state, isOffice, counts, canRollBack) => {
    const given = { ...preview, state, counts: { ...preview.counts, ...counts } };
    expect(toPreviewView(given, { ...OFFICE, isOffice }).canRollBack).toBe(canRollBack);
  });

  it('is read only for who is not the office', () => {
    expect(toPreviewView(preview, { ...OFFICE, isOffice: false })).toMatchObject({
      isOpen: false,
      canCorrect: false,
    });
  });

  it('says who took it back, when, why, and what that undid', () => {
    const rollback = {
      by: '许佩兰',
      at: '2026-09-14T02:00:00Z',
      reason: '导错了',
      restored: 4,
      withdrawn: 90,
    };
    const view = toPreviewView({ ...preview, state: 'rolled-back', rollback }, OFFICE);
    expect(view.undone).toMatch(/^许佩兰在今天.*撤销：4 行恢复成导入前的样子，90 行撤回。$/);
    expect(view.undoneReason).toBe('原因：导错了');
  });

  it.each([
    [null, '', 'brand'],
    [
      { studentNo: '1', name: '林知远', className: '生物241' },
      '这份成绩单将记入：林知远，1，生物241',
      'brand',
    ],
    [{ studentNo: '1', name: '林知远', className: '' }, '这份成绩单将记入：林知远，1，未分班', 'brand'],
    [{ studentNo: '1', name: '', className: '' }, '名册里没有学号 1', 'late'],
  ] as const)('of a transcript of %o says %s', (owner, words, ownerTone) => {
    const view = toPreviewView({ ...preview, owner }, OFFICE);
    expect(view.owner.startsWith(words)).toBe(true);
    expect(view.ownerTone).toBe(ownerTone);
  });

  it('says by whom a kept mapping was confirmed', () => {
    const preset = { signature: 's', by: '许佩兰', at: '2026-09-14T02:00:00Z' };
    expect(toPreviewView({ ...preview, preset }, OFFICE)).toMatchObject({
      presetNote: expect.stringContaining('许佩兰在今天'),
      signature: 's',
    });
    expect(toPreviewView(preview, OFFICE).presetNote).toBe('');
  });

  it.each([
    [4, '列出前 1 行，共 4 行'],
    [1, '1 行'],
  ])('of %i changed rows with one listed says %s', (changed, note) => {
    const changes = [{ row: 2, what: '林知远 · 高数', fields: [{ label: '成绩', from: '45', to: '60' }] }];
    const view = toPreviewView({ ...preview, changes, counts: { ...preview.counts, changed } }, OFFICE);
    expect(view.changesNote).toBe(note);
    expect(view.changes).toMatchObject([{ what: '林知远 · 高数' }]);
  });

  it.each([
    [1, '1 KB'],
    [100 * 1024 - 1, '100 KB'],
    [100 * 1024, '0.1 MB'],
    [3_355_443, '3.2 MB'],
  ])('a file of %i bytes is %s', (size, said) => {
    expect(saySize(size)).toBe(said);
  });

  it('counts all rejected rows, also those that come later', () => {
    const rejected = Array.from({ length: 50 }, (_, index) => ({
      file: '成绩.csv',
      row: index + 2,
      column: '学分',
      value: '三',
      reason: '学分应为数字',
    }));
    const counts = { new: 0, changed: 0, unchanged: 0, rejected: 77 };
    const view = toPreviewView({ ...preview, counts, rejected }, OFFICE);
    expect(view.rejected).toHaveLength(50);
    expect(view.rejectedNote).toBe('77 行');
    expect(new Set(view.rejected.map(({ key }) => key)).size).toBe(50);
  });

  it.each([
    ['previewed', '待应用', 'due'],
    ['applied', '已应用', 'done'],
    ['discarded', '已放弃', 'calm'],
    ['rolled-back', '已撤销', 'calm'],
  ] as const)('in the list, %s is said %s', (state, word, tone) => {
    expect(toImportRow({ ...preview, state }, TODAY)).toMatchObject({ word, tone });
  });

  it('in the list, says what changed and when; of nothing it says nothing', () => {
    expect(toImportRow(preview, TODAY)).toMatchObject({
      counts: '100 行，新增 90，更改 4，拒收 1',
      detail: '成绩 · 周婷 · 今天 10:00',
    });
    const applied = toImportRow(
      {
        ...preview,
        counts: { new: 0, changed: 0, unchanged: 100, rejected: 0 },
        appliedAt: '2026-09-13T02:00:00Z',
      },
      TODAY,
    );
    expect(applied).toMatchObject({ counts: '100 行', detail: '成绩 · 周婷 · 昨天 10:00' });
  });

  it('says that nothing is written yet, and how much would be', () => {
    const view = toPreviewView(preview, OFFICE);
    expect(view.sentence).toContain('还没有写入');
    expect(view.sentence).toContain('94 行');
    expect(view.sentence).toContain('拒收的 1 行');
    expect(view.hasChanges).toBe(true);
  });

  it('has nothing to apply where the same file came again', () => {
    const view = toPreviewView(
      { ...preview, counts: { new: 0, changed: 0, unchanged: 100, rejected: 0 } },
      OFFICE,
    );
    expect(view.hasChanges).toBe(false);
    expect(view.sentence).toContain('与已有数据相同');
  });

  it('names row, column, value and reason of each rejected row; a blank value says so', () => {
    expect(toPreviewView(preview, OFFICE).rejected[0]).toMatchObject({
      where: '第 17 行 · 成绩',
      value: '（空）',
      reason: '看不懂这个成绩。',
    });
  });

  it.each([
    ['grades', 'zf_old_admin_bulk_20', '成绩 · 正方（教务处批量导出，20 列）'],
    ['grades', 'a_layout_of_next_year' as LayoutId, '成绩'],
    ['classes', 'classes', '班级'],
    ['students', 'students', '学生名册'],
    ['staff', 'staff', '教职工名单'],
  ] as const)('%s of layout %s is said %s, never by its code', (kind, layout, source) => {
    expect(toPreviewView({ ...preview, kind, layout }, OFFICE).source).toBe(source);
  });

  it('says which headings were not used', () => {
    const { mapping, mappingNote } = toPreviewView(preview, OFFICE);
    expect(mapping[0]?.rows[1]?.field).toContain('不使用');
    expect(mappingNote).toBe('2 列，用到 1 列');
  });
});

describe('依据', () => {
  const row = {
    file: '成绩.csv',
    row: 2,
    term: '2025-2026-1',
    courseCode: 'C1',
    courseName: '普通化学',
    nature: '必修课',
    credit: '3.00',
    point: '0.00',
    score: '45',
    resitScore: '52',
    retakeScore: null,
    because: '补考仍不合格',
  };

  it('keeps every row, each with a key of its own', () => {
    const rows = Array.from({ length: 153 }, (_, index) => ({ ...row, row: index + 2 }));
    const view = toEvidence({ criterion: 'failed-courses', state: 'met', statement: '', rows });
    expect(new Set(view.rows.map(({ key }) => key)).size).toBe(153);
  });

  it.each([
    ['failed-courses', 'met', 12, false],
    ['failed-courses', 'met', 13, true],
    ['failed-courses', 'not-met', 1, true],
    ['truancy', 'no-data', 0, true],
    ['low-gpa', 'met', 1, true],
  ] as const)('%s %s with %i rows is folded: %s', (criterion, state, count, isFolded) => {
    const rows = Array.from({ length: count }, (_, index) => ({ ...row, row: index + 2 }));
    expect(toEvidence({ criterion, state, statement: '', rows }).isFolded).toBe(isFolded);
  });

  it.each([
    ['45', null, null, '45'],
    ['45', '52', null, '45，补考 52'],
    ['45', '52', '40', '45，补考 52，重修 40'],
    ['缺考', null, '40', '缺考，重修 40'],
    ['', null, null, '无成绩'],
    ['', '52', null, '补考 52'],
  ])('score %o, resit %o, retake %o is said %s', (score, resitScore, retakeScore, said) => {
    const view = toEvidenceRow({ ...row, score, resitScore, retakeScore });
    expect(view.score).toBe(said);
    expect(view.spoken).toBe(`普通化学，${said}，3.00 学分`);
  });

  it.each([
    ['0.00', '必修课', '2025-2026学年第1学期 · 必修课 · 绩点 0.00'],
    [null, '必修课', '2025-2026学年第1学期 · 必修课'],
    [null, '', '2025-2026学年第1学期'],
  ])('point %o and nature %o: %s, and where the row stands', (point, nature, meta) => {
    const view = toEvidenceRow({ ...row, point, nature });
    expect(view).toMatchObject({ meta, source: 'C1 · 成绩.csv 第 2 行', because: '补考仍不合格' });
  });

  it.each([
    ['met', '符合', 'late'],
    ['not-met', '不符合', 'done'],
    ['no-data', '未提供数据', 'calm'],
  ] as const)('%s is said %s: no data never looks fine', (state, word, tone) => {
    const view = toEvidence({ criterion: 'truancy', state, statement: '', rows: [] });
    expect(view).toMatchObject({ heading: '旷课', word, tone });
  });

  it('shows the rows of a list before those of grades, with hours, reason and place', () => {
    const fact = {
      file: '旷课.csv',
      row: 7,
      term: '2025-2026-1',
      subject: '遗传学 2025-11-04',
      hours: '4.00',
      because: '旷课，计入',
    };
    const { rows } = toEvidence({
      criterion: 'truancy',
      state: 'met',
      statement: '',
      rows: [row],
      facts: [fact],
    });
    expect(rows.map(({ course, credit }) => [course, credit])).toEqual([
      ['遗传学 2025-11-04', '4.00 学时'],
      ['普通化学', '3.00 学分'],
    ]);
    expect(rows[0]).toMatchObject({
      because: '旷课，计入',
      meta: '2025-2026学年第1学期',
      source: '旷课.csv 第 7 行',
      spoken: '遗传学 2025-11-04，4.00 学时，旷课，计入',
    });
    expect(toFactRow({ ...fact, row: 0, term: null, hours: null, subject: '' })).toMatchObject({
      course: '没有说明',
      credit: '',
      meta: '',
      source: '旷课.csv',
    });
  });

  it('says who imported the file of a row, and when; a sheet is of its file', () => {
    const say = sayImports([{ file: '成绩.csv', by: '周婷', at: '2026-09-13T02:00:00Z' }], TODAY);
    expect(toEvidenceRow(row, say).source).toBe('C1 · 成绩.csv 第 2 行 · 周婷 昨天 10:00 导入');
    expect(say('成绩.csv[补考]')).toContain('周婷');
    expect(say('别的.csv')).toBe('');
  });

  it('says of each criterion without data which list is missing, and of no other', () => {
    const states = {
      truancy: 'no-data',
      'failed-courses': 'met',
      'academic-warning': 'not-met',
      'low-gpa': 'no-data',
      'study-discipline': 'no-data',
      referral: 'no-data',
    } as const;
    const said = toCriteria(states);
    expect(said.map(({ hint }) => hint !== '')).toEqual(said.map(({ word }) => word === '未提供数据'));
    expect(said.find(({ key }) => key === 'truancy')?.hint).toContain('旷课记录');
  });

  it('puts the resit beside the score', () => {
    const view = toEvidence({ criterion: 'failed-courses', state: 'met', statement: '', rows: [row] });
    expect(view.rows[0]?.score).toBe('45，补考 52');
  });
});

describe('我的', () => {
  const me: Me = {
    personId: 'p',
    name: '周婷',
    workNo: 'D001',
    department: { name: '生命科学系', shortName: '生科系' },
    roles: [
      { role: 'adviser', scope: '生科231' },
      { role: 'office', scope: '' },
    ],
    activeRole: 'office',
    today: TODAY,
    termLabel: null,
  };

  it('calls the number of a volunteer, who is a student, by its name', () => {
    expect(toMeView(me, [], NOW).workNo).toBe(`工号 ${me.workNo}`);
    const volunteer = { ...me, activeRole: 'volunteer', roles: [{ role: 'volunteer', scope: '' }] } as const;
    expect(toMeView(volunteer, [], NOW).workNo).toBe(`学号 ${me.workNo}`);
  });

  it('marks the one role that is active', () => {
    expect(toMeView(me, [], NOW).roles.map(({ isActive }) => isActive)).toEqual([false, true]);
  });

  it('leads a draft back to its form, and drops what it does not know', () => {
    const savedAt = Date.parse('2026-09-14T02:42:00Z');
    const { drafts } = toMeView(
      me,
      [
        { kind: 'talk', subjectId: 'c', savedAt, name: '王小禾' },
        { kind: 'older', subjectId: 'x', savedAt, name: '' },
      ],
      NOW,
    );
    expect(drafts).toHaveLength(1);
    expect(drafts[0]).toMatchObject({
      title: '王小禾的谈话记录',
      url: '/student/talk-edit/talk-edit?caseId=c',
      savedAt: '今天 10:42 保存',
    });
  });

  it.each([
    ['2026-09-14T15:59:00Z', '今天 10:42 保存'],
    ['2026-09-14T16:00:00Z', '昨天 10:42 保存'],
    ['2026-09-20T02:00:00Z', '9月14日 10:42 保存'],
  ])('at %s a draft was saved %s, by the clock of the phone', (now, said) => {
    const savedAt = Date.parse('2026-09-14T02:42:00Z');
    const { drafts } = toMeView(
      me,
      [{ kind: 'supplement', subjectId: 't', savedAt, name: '' }],
      Date.parse(now),
    );
    expect(drafts).toMatchObject([
      { title: '补充意见', savedAt: said, url: '/student/talk-view/talk-view?talkId=t' },
    ]);
  });

  it.each([
    [
      'leader',
      [
        '筛查和诊断会',
        '谁被漏掉了？',
        '换学期',
        '帮扶办法',
        '比较两份办法',
        '结对',
        '志愿者招募',
        '志愿者表彰',
        '志愿服务时数和证明',
        '不定期检查',
        '集中答疑',
        '打印谈话记录',
        '预警通知书',
        '校历',
        '未送达的提醒',
        '平台提示',
        '更正、删除的申请',
        '名册',
        '人员与开通',
        '学期数据',
        '学期总结',
        '谁做过什么',
        '早报告',
      ],
      false,
    ],
    [
      'office',
      [
        '导入成绩和名册',
        '筛查和诊断会',
        '谁被漏掉了？',
        '换学期',
        '帮扶办法',
        '比较两份办法',
        '结对',
        '志愿者招募',
        '志愿者表彰',
        '志愿服务时数和证明',
        '不定期检查',
        '集中答疑',
        '打印谈话记录',
        '预警通知书',
        '校历',
        '未送达的提醒',
        '平台提示',
        '更正、删除的申请',
        '名册',
        '人员与开通',
        '学期数据',
        '学期总结',
        '早报告',
      ],
      true,
    ],
    [
      'counselor',
      [
        '常用语',
        '诊断会：我的看法',
        '结对',
        '志愿者招募',
        '志愿服务时数和证明',
        '不定期检查',
        '集中答疑',
        '打印谈话记录',
        '平台提示',
        '学期数据',
        '早报告',
      ],
      true,
    ],
    ['adviser', ['常用语', '诊断会：我的看法', '集中答疑', '打印谈话记录', '平台提示', '早报告'], true],
    ['teacher', ['集中答疑', '课堂重点关注', '平台提示', '早报告'], false],
    ['volunteer', ['帮扶记录和时数', '平台提示', '早报告'], false],
  ] as const)('%s finds %o and the blank form: %s', (activeRole, labels, hasBlankForm) => {
    const view = toMeView({ ...me, activeRole }, [], NOW);
    expect(view.links.map(({ label }) => label)).toEqual(labels);
    expect(view.hasBlankForm).toBe(hasBlankForm);
  });
});

describe('the semesters one may screen', () => {
  it.each([
    ['2026-09-14', ['2026-2027-1', '2025-2026-2', '2025-2026-1']],
    ['2027-01-10', ['2026-2027-1', '2025-2026-2', '2025-2026-1']],
    ['2027-02-20', ['2026-2027-2', '2026-2027-1', '2025-2026-2']],
    ['2026-07-31', ['2025-2026-2', '2025-2026-1', '2024-2025-2']],
    ['2026-08-01', ['2026-2027-1', '2025-2026-2', '2025-2026-1']],
  ])('on %s are %o', (today, terms) => {
    expect(screenableTerms(today).map(({ value }) => value)).toEqual(terms);
  });
});

describe('a failure', () => {
  it('shows the sentence of a refusal', () => {
    const refusal = Object.assign(new Error('这位学生不在您的责任区。可请系学工办调整。'), {
      code: 'NOT_FOUND',
    });
    expect(toFailure(refusal)).toEqual({
      failureTitle: '这里看不到',
      failureMessage: '这位学生不在您的责任区。可请系学工办调整。',
      failureAction: 'back',
    });
  });

  it.each([
    ['OFFLINE', '没有连上网络', 'retry'],
    ['INTERNAL', '没有读出来', 'retry'],
    ['SIGN_IN', '登录没有成功', 'retry'],
    ['WECHAT_BUSY', '没有读出来', 'retry'],
    ['NOT_ACTIVATED', '还没有开通', 'activate'],
    ['NO_ROLE', '没有读出来', 'retry'],
    ['NOT_FOUND', '这里看不到', 'back'],
    ['FORBIDDEN', '这里看不到', 'back'],
    ['INVALID_INPUT', '没有读出来', 'back'],
    ['LAYOUT_UNKNOWN', '没有读出来', 'back'],
  ])('%s is headed %s and offers to %s', (code, failureTitle, failureAction) => {
    expect(toFailure(Object.assign(new Error('一句话。'), { code }))).toEqual({
      failureTitle,
      failureMessage: '一句话。',
      failureAction,
    });
  });

  it.each([
    [new TypeError('x is undefined')],
    [Object.assign(new Error('secret of the driver'), { code: 42 })],
    [{ code: 'OFFLINE', message: 'not an error' }],
    ['a string'],
    [null],
    [undefined],
  ])('never shows the text of a fault: %o', (thrown) => {
    expect(toFailure(thrown)).toEqual({
      failureTitle: '没有读出来',
      failureMessage: '这一页没有读出来。请重试；一再出现时，请告诉系学工办。',
      failureAction: 'retry',
    });
  });
});
