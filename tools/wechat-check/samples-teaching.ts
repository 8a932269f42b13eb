import type {
  DrawList,
  FocusCourseItem,
  FocusList,
  GuidanceOfStudent,
  OwnGuidanceList,
  QaItem,
  QaList,
} from '#core/contract/index';
import { policy2015 } from '#core/policies/index';

/** What a teacher's pages are counted with: a course of thirty students to look after. */

const TEXT =
  '到课正常，课上愿意回答问题；第三章作业迟交两次，已当面说明。建议参加下周的集中答疑，再看期中情况。';

const course: FocusCourseItem = {
  offeringId: 'offering-0',
  courseName: '高等数学A（二）',
  lastLessonOn: '2026-10-09',
  students: Array.from({ length: 30 }, (_, index) => ({
    studentId: `student-${index}`,
    studentNo: `2024050101${String(index).padStart(2, '0')}`,
    name: `欧阳同学${index}`,
    className: '计算机科学与技术2401',
    isRetake: index % 3 === 0,
    lessons: '记了 6 次课：缺勤 1 次，迟到 1 次，作业未交 2 次',
    due: {
      state: 'open',
      dueOn: '2026-10-16',
      because: '认定 9月14日 + 一个月 = 10月14日，国庆放假，顺延至10月16日',
    },
    notes: Array.from({ length: 6 }, (_none, no) => ({ id: `note-${no}`, on: '2026-09-16', text: TEXT })),
  })),
};

export const FOCUS_LIST: FocusList = {
  courses: [course, { ...course, offeringId: 'offering-1' }],
  rules: policy2015.teaching,
};

const qa = (index: number): QaItem => ({
  sessionId: `qa-${index}`,
  courseName: '高等数学A（二）',
  teacherName: null,
  heldOn: '2026-10-15',
  from: 1110,
  to: 1200,
  place: '生科楼 312',
  topic: '第三章习题，期中前',
  standing: index % 2 === 0 ? 'announced' : 'held',
  topics: index % 2 === 0 ? '' : TEXT,
  others: 12,
  students: Array.from({ length: 5 }, (_, no) => ({
    studentId: `student-${no}`,
    name: `欧阳同学${no}`,
    came: no % 2 === 0,
  })),
});
/** Waits for its record. */
export const QA_ITEM: QaItem = { ...qa(0), teacherName: null, standing: 'unreported' };
export const QA_LIST: QaList = {
  items: Array.from({ length: 50 }, (_, index) => qa(index)),
  nextCursor: 'next',
};

export const GUIDANCE: GuidanceOfStudent = {
  student: { id: 'student-0', name: '欧阳同学0', className: '计算机科学与技术2401' },
  pair: { pairingId: 'pair-0', volunteerName: '上官志愿者', firstDay: '2026-09-20' },
  canGuide: true,
  filingDays: 30,
  items: Array.from({ length: 12 }, (_, index) => ({
    id: `guidance-${index}`,
    on: '2026-10-09',
    volunteerName: '上官志愿者',
    by: '欧阳老师',
    guidance: TEXT,
    rating: 'fair',
    remark: '记录写得太简单，已说明。',
  })),
};
export const OWN_GUIDANCE: OwnGuidanceList = {
  items: GUIDANCE.items.map(({ by, guidance, id, on }) => ({ by, guidance, id, on })),
};

export const DRAWS: DrawList = {
  items: Array.from({ length: 10 }, (_, no) => ({
    drawId: `draw-${no}`,
    on: '2026-10-09',
    by: '欧阳老师',
    population: 38,
    seed: '0123456789abcdef0123456789abcdef',
    pairs: Array.from({ length: 5 }, (_none, index) => ({
      pairingId: `pair-${index}`,
      studentId: `student-${index}`,
      studentName: `欧阳同学${index}`,
      volunteerName: '上官志愿者',
      check: index % 2 === 0 ? null : { outcome: 'discrepant', note: TEXT, on: '2026-10-10', by: '欧阳老师' },
    })),
  })),
  nextCursor: 'next',
  active: 38,
  canDraw: true,
};
