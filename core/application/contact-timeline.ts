import type { TimelineItem } from '../contract/outputs';
import { CALL_FAILURE_LABELS, DUTY_LABELS } from '../domain/labels';
import { dayLabel } from '../domain/local-date';
import type { UseCaseDeps } from './use-case';

/** Calls to the parents and what was waived, as the archive's timeline tells them: no number, no name. */
export async function contactItems(
  studentId: string,
  deps: Pick<UseCaseDeps, 'guardians' | 'dutyWaivers'>,
): Promise<readonly TimelineItem[]> {
  const calls = await deps.guardians.calls(studentId);
  const waivers = await deps.dutyWaivers.ofStudent(studentId);
  return [
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
