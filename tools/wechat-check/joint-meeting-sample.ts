import type { JointMeetingView } from '#core/contract/index';
import { type LearningSheet, MEETING_PARTIES } from '#core/domain/joint-meeting';

/** 家长来校面谈 with everything that the page can show. */
export function jointMeetingSample({
  today,
  student,
  text,
}: {
  readonly today: string;
  readonly student: JointMeetingView['student'];
  readonly text: string;
}): JointMeetingView {
  const guest = { guardianId: 'guardian-1', name: '欧阳国栋', relation: 'father' } as const;
  const sheet: LearningSheet = {
    tier: '三级',
    outstandingCredits: '26.5',
    gpa: '1.42',
    courses: [1, 2, 3, 4, 5, 6].map((at) => ({
      term: '2025-2026学年第2学期',
      courseName: `高等数学（理工类）Ⅱ（${at}）`,
      nature: '必修',
      credit: '4.5',
      result: '45，补考 50',
      next: '2026-2027学年第1学期重修',
    })),
  };
  const entry = { on: today, by: '欧阳老师', missing: [], signatures: [] };
  return {
    caseId: 'case-1',
    today,
    departmentName: '生命科学系',
    caller: '欧阳老师',
    student,
    sheet,
    guardians: [
      { ...guest, standing: 'reachable', isPreferred: true, doubt: null },
      {
        guardianId: 'guardian-2',
        name: '上官婉如',
        relation: 'mother',
        standing: 'estranged',
        isPreferred: false,
        doubt: null,
      },
      {
        guardianId: 'guardian-3',
        name: '欧阳某',
        relation: 'other-relative',
        standing: 'reachable',
        isPreferred: false,
        doubt: 'by-student',
      },
    ],
    people: { adviser: '欧阳老师', counselor: '沈老师' },
    entries: [
      {
        ...entry,
        entryId: 'entry-1',
        content: {
          kind: 'held',
          place: '系会议室',
          present: [...MEETING_PARTIES],
          guest,
          identityChecked: true,
          adviserName: '欧阳老师',
          counselorName: '沈老师',
          sheet,
          told: text,
          ways: text,
          agreed: text,
          next: '下月再联系',
        },
        signatures: [{ party: 'guardian', on: today, url: 'http://127.0.0.1/signature.svg' }],
      },
      { ...entry, entryId: 'entry-2', content: { kind: 'failed', reason: text, next: '下周再约' } },
      {
        ...entry,
        entryId: 'entry-3',
        content: {
          kind: 'invited',
          guest,
          times: [
            { on: today, from: '14:30' },
            { on: today, from: '19:00' },
          ],
          place: '系会议室',
          answer: text,
        },
      },
    ],
    duty: null,
    can: { file: true },
  };
}
