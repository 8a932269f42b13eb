import type { TimelineItem } from '../contract/outputs';
import { MEETING_PARTY_LABELS, missingParties } from '../domain/joint-meeting';
import { sayProposedTime } from '../domain/joint-meeting-words';
import { CALL_FAILURE_LABELS, DUTY_LABELS } from '../domain/labels';
import { dayLabel } from '../domain/local-date';
import type { MeetingEntry } from './ports';
import type { UseCaseDeps } from './use-case';

/** Calls to the parents, meetings with them and what was waived, as the archive's timeline tells them: no number, no name. */
export async function contactItems(
  studentId: string,
  deps: Pick<UseCaseDeps, 'guardians' | 'dutyWaivers' | 'jointMeetings'>,
): Promise<readonly TimelineItem[]> {
  const calls = await deps.guardians.calls(studentId);
  const waivers = await deps.dutyWaivers.ofStudent(studentId);
  const meetings = await deps.jointMeetings.ofStudent(studentId);
  return [
    ...meetings.map(meetingItem),
    ...calls.map((call): TimelineItem => {
      const counts = call.doubt === null && call.identityPassed === true;
      return {
        id: call.id,
        on: call.calledOn,
        kind: 'call',
        title: call.reached ? `电话告知家长${counts ? '' : '（未核实，不计）'}` : '家长电话没有打通',
        detail: call.failure === null ? call.told : CALL_FAILURE_LABELS[call.failure],
        by: call.authorName,
        talkId: null,
        callsOf: call.caseId,
      };
    }),
    ...waivers.flatMap(({ id, caseId, end, kind, reason, until, waivedByName, waivedOn }): TimelineItem[] => {
      const of = { kind: 'waiver' as const, talkId: null, waiversOf: caseId };
      const last = until === null ? '' : `（到${dayLabel(until, waivedOn)}）`;
      return [
        {
          ...of,
          id,
          on: waivedOn,
          title: `免办：${DUTY_LABELS[kind]}${last}`,
          detail: reason,
          by: waivedByName,
        },
        ...(end === null
          ? []
          : [
              {
                ...of,
                id: end.id,
                on: end.on,
                title: `恢复办理：${DUTY_LABELS[kind]}`,
                detail: end.reason,
                by: end.by,
              },
            ]),
      ];
    }),
  ];
}

function meetingItem({ id, on, content, authorName, caseId }: MeetingEntry): TimelineItem {
  const item = { id, on, kind: 'joint-meeting' as const, by: authorName, talkId: null, meetingsOf: caseId };
  switch (content.kind) {
    case 'invited':
      return {
        ...item,
        title: '邀请家长来校面谈',
        detail: `${content.times.map(sayProposedTime).join('，或 ')}，${content.place}`,
      };
    case 'failed':
      return { ...item, title: '家长面谈没有谈成', detail: content.reason };
    case 'held': {
      const missing = missingParties(content).map((party) => MEETING_PARTY_LABELS[party]);
      return {
        ...item,
        title: missing.length === 0 ? '家长来校面谈' : `家长面谈（缺${missing.join('、')}，不计）`,
        // What was said is read in the minutes, and each reading is logged.
        detail: '',
      };
    }
  }
}
