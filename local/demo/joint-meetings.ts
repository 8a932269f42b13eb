import { v7 as uuidv7 } from 'uuid';
import type { ActionName, Input } from '#core/contract/actions';
import type { Output } from '#core/contract/outputs';
import { MEETING_PARTIES } from '#core/domain/joint-meeting';
import { draftTold, draftWays } from '#core/domain/joint-meeting-words';
import { drawnSignature } from './plans';

/** The heaviest case whose parents came to school. */
export interface PlannedMeeting {
  readonly caseId: string;
  readonly studentId: string;
  readonly studentName: string;
  readonly adviserId: string;
}

type AsAdviser = <A extends ActionName>(
  action: A,
  input: Input<A>,
  personId: string,
  as: 'adviser',
) => Promise<Output<A>>;

const INVITED_ON = '2026-03-09';
const HELD_ON = '2026-03-13';

/** A father on file, an invitation to him, and minutes that the four of them signed. */
export async function holdMeeting(
  { adviserId, caseId, studentId, studentName }: PlannedMeeting,
  act: AsAdviser,
  setToday: (day: string) => void,
): Promise<void> {
  setToday(INVITED_ON);
  const guardianId = uuidv7();
  await act(
    'guardians.save',
    {
      id: uuidv7(),
      studentId,
      guardianId,
      replaces: null,
      name: `${[...studentName][0] ?? ''}国栋`,
      relation: 'father',
      phone: '19900006001',
      address: '浙江省绍兴市越城区胜利西路 1 号',
      preference: '晚上七点以后',
      standing: 'reachable',
      isPreferred: true,
      source: 'school-file',
      reason: '',
    },
    adviserId,
    'adviser',
  );
  await act(
    'joint-meetings.add',
    {
      id: uuidv7(),
      caseId,
      on: INVITED_ON,
      kind: 'invited',
      guardianId,
      times: [
        { on: HELD_ON, from: '14:30' },
        { on: '2026-03-16', from: '16:00' },
      ],
      place: '生科楼 203 会议室',
      answer: '周五下午可以来。',
    },
    adviserId,
    'adviser',
  );
  setToday(HELD_ON);
  const { sheet } = await act('joint-meetings.show', { caseId }, adviserId, 'adviser');
  const entryId = uuidv7();
  await act(
    'joint-meetings.add',
    {
      id: entryId,
      caseId,
      on: HELD_ON,
      kind: 'held',
      place: '生科楼 203 会议室',
      present: [...MEETING_PARTIES],
      guardianId,
      identityChecked: true,
      told: draftTold(sheet),
      ways: draftWays(sheet),
      agreed: '学生每周二、四晚自习到图书馆，每周把作业给班主任看一次；家长每周日和学生通一次电话。',
      next: '期中考试后再和家长通一次电话',
    },
    adviserId,
    'adviser',
  );
  for (const [at, party] of MEETING_PARTIES.entries()) {
    const strokes = drawnSignature(at * 3);
    await act('joint-meetings.sign', { id: uuidv7(), entryId, party, strokes }, adviserId, 'adviser');
  }
}
