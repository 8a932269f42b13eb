import type { TimelineItem } from '../contract/outputs';
import { CALL_FAILURE_LABELS } from '../domain/labels';
import type { UseCaseDeps } from './use-case';

/** Calls to the parents and what was waived, as the archive's timeline tells them: no number, no name. */
export async function contactItems(
  studentId: string,
  deps: Pick<UseCaseDeps, 'guardians'>,
): Promise<readonly TimelineItem[]> {
  const calls = await deps.guardians.calls(studentId);
  const waivers = await deps.guardians.waivers(studentId);
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
    ...waivers.map(
      ({ id, caseId, reason, waivedByName, waivedOn }): TimelineItem => ({
        id,
        on: waivedOn,
        kind: 'waiver',
        title: '免办：电话告知家长',
        detail: reason,
        by: waivedByName,
        talkId: null,
        callsOf: caseId,
      }),
    ),
  ];
}
