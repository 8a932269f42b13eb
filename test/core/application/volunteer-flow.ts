import { v7 as uuidv7 } from 'uuid';
import { answerHelp } from '#core/application/answer-help';
import { checkCertificate } from '#core/application/check-certificate';
import { readPdf } from '../../adapters/documents/read-pdf';
import type { Staff, TestDepartment } from './department';

/** An hour of help: logged, confirmed; the volunteer leaves; what is certified of them is checked by its code. */
export async function issueAnswer({
  department,
  staff,
  volunteerId,
  pairingId,
  studentNo,
}: {
  readonly department: TestDepartment;
  readonly staff: Staff;
  readonly volunteerId: string;
  readonly pairingId: string;
  readonly studentNo: string;
}) {
  department.state.today = '2026-09-16';
  const sessionId = uuidv7();
  await department.act(volunteerId, 'help.log', {
    id: sessionId,
    pairingId,
    kind: 'held',
    heldOn: '2026-09-15',
    from: 1140,
    to: 1200,
    course: '课程SK01',
    done: '第一章',
    next: '',
  });
  const { code } = await department.act(volunteerId, 'help.code', { sessionId });
  await answerHelp(
    { provider: 'wechat', subject: 'phone of the student' },
    { studentNo, helpCode: code, answer: 'confirmed' },
    department.deps,
  );
  // Leaving keeps the hours.
  await department.act(staff.office, 'roster.leave', {
    id: uuidv7(),
    personId: volunteerId,
    lastDay: '2026-09-15',
    reason: '毕业',
  });
  const { certificateId } = await department.act(staff.counselor, 'papers.issue-certificate', {
    id: uuidv7(),
    volunteerId,
  });
  const { url } = await department.act(staff.office, 'papers.certificate', { certificateId });
  const { text } = await readPdf(await department.deps.storage.read(url.replace('memory:', '')));
  const checkCode = /查验码：([0-9A-Z-]+)/.exec(text)?.[1] ?? '';
  return checkCertificate({ provider: 'wechat', subject: 'an employer' }, checkCode, department.deps);
}
