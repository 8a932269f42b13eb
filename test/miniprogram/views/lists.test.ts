import { describe, expect, it } from 'vitest';
import type { ImportView, Me, StudentListItem, TodoItem } from '#core/contract/index';
import { ROLES } from '#core/domain/role';
import { screenableTerms } from '../../../miniprogram/views/agenda';
import { toEvidence } from '../../../miniprogram/views/evidence';
import { toFailure } from '../../../miniprogram/views/failure';
import { toPreviewView } from '../../../miniprogram/views/import-preview';
import { toMeView } from '../../../miniprogram/views/me';
import { toStudentRow } from '../../../miniprogram/views/students';
import { toTodayView, toTodo } from '../../../miniprogram/views/today';

const TODAY = '2026-09-14';

const todo: TodoItem = {
  id: 'a',
  kind: 'first-talk',
  state: 'overdue',
  title: '首次谈话',
  detail: '生科231 · 二级',
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
    const view = toTodayView({
      role,
      today: TODAY,
      counts: { overdue: 0, open: 0, upcoming: 0 },
      items: [],
      nextCursor: null,
    });
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
    expect(toStudentRow({ ...student, daysSinceLastTalk }, TODAY).lastTalk).toBe(said);
  });

  it('says nothing of talks where there is no case', () => {
    expect(toStudentRow({ ...student, caseId: null, tier: null }, TODAY)).toMatchObject({
      lastTalk: '',
      tierWord: '',
    });
  });
});

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
      { heading: '学号', field: '学号' },
      { heading: '备注2', field: null },
    ],
    terms: ['2025-2026-2'],
    rejected: [{ file: '成绩.csv', row: 17, column: '成绩', value: ' ', reason: '看不懂这个成绩' }],
    unknownStudents: [],
    by: '周婷',
    createdAt: '2026-09-14T02:00:00Z',
    appliedAt: null,
  };

  it('says that nothing is written yet, and how much would be', () => {
    const view = toPreviewView(preview);
    expect(view.sentence).toContain('还没有写入');
    expect(view.sentence).toContain('94 行');
    expect(view.sentence).toContain('拒收的 1 行');
    expect(view.hasChanges).toBe(true);
  });

  it('has nothing to apply where the same file came again', () => {
    const view = toPreviewView({ ...preview, counts: { new: 0, changed: 0, unchanged: 100, rejected: 0 } });
    expect(view.hasChanges).toBe(false);
    expect(view.sentence).toContain('与已有数据相同');
  });

  it('names row, column, value and reason of each rejected row; a blank value says so', () => {
    expect(toPreviewView(preview).rejected[0]).toMatchObject({
      where: '第 17 行 · 成绩',
      value: '（空）',
      reason: '看不懂这个成绩',
    });
  });

  it.each([
    ['grades', 'zf_old_admin_bulk_20', '成绩 · 正方（教务处批量导出，20 列）'],
    ['grades', 'a_layout_of_next_year', '成绩'],
    ['classes', 'classes', '班级'],
    ['students', 'students', '学生名册'],
    ['staff', 'staff', '教职工名单'],
  ] as const)('%s of layout %s is said %s, never by its code', (kind, layout, source) => {
    expect(toPreviewView({ ...preview, kind, layout }).source).toBe(source);
  });

  it('says which headings were not used', () => {
    const { mapping, mappingNote } = toPreviewView(preview);
    expect(mapping[1]?.field).toContain('不使用');
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

  it('shows at most fifty rows and says how many are left', () => {
    const rows = Array.from({ length: 53 }, (_, index) => ({ ...row, row: index + 2 }));
    const view = toEvidence({ criterion: 'failed-courses', state: 'met', statement: '', rows });
    expect(view.rows).toHaveLength(50);
    expect(view.hidden).toBe(3);
    expect(new Set(view.rows.map(({ key }) => key)).size).toBe(50);
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

  it('marks the one role that is active', () => {
    expect(toMeView(me, []).roles.map(({ isActive }) => isActive)).toEqual([false, true]);
  });

  it('leads a draft back to its form, and drops what it does not know', () => {
    const savedAt = Date.parse('2026-09-14T02:42:00Z');
    const { drafts } = toMeView(me, [
      { kind: 'talk', subjectId: 'c', savedAt, name: '王小禾' },
      { kind: 'older', subjectId: 'x', savedAt, name: '' },
    ]);
    expect(drafts).toHaveLength(1);
    expect(drafts[0]).toMatchObject({
      title: '王小禾的谈话记录',
      url: '/student/talk-edit/talk-edit?caseId=c',
    });
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
    });
  });

  it('never shows the text of a fault in the page itself', () => {
    expect(toFailure(new TypeError('x is undefined')).failureMessage).not.toContain('undefined');
  });
});
