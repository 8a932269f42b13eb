import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loseName } from '#adapters/postgres/person-erase';
import type { Input } from '#core/contract/actions';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

/** A picture of one pixel. */
const PNG = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (sign) => sign.charCodeAt(0),
);

describe('photos of a talk', () => {
  let department: TestDepartment;
  let staff: Staff;
  let caseId: string;

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText(
      '成绩.csv',
      gradeFile(gradeLine('202405010101', '林知远', 'SK01', '16', '45')),
    );
    await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
    const [proposal] = (await department.act(staff.leader, 'meeting.agenda', {})).items;
    await department.act(staff.leader, 'meeting.decide', {
      id: uuidv7(),
      proposalId: proposal?.proposalId ?? '',
      outcome: 'confirm',
      difficulty: 'both',
      causes: [],
      causeNote: '',
      reason: '',
    });
    const [held] = await department.database.query<{ id: string }>('select id from xueye.support_case');
    caseId = held?.id ?? '';
  });
  afterAll(() => department.database.close());

  const upload = async (personId: string, bytes = PNG) => {
    const { photoId, upload: ticket } = await department.act(personId, 'referrals.upload', {
      size: bytes.length,
    });
    department.files.set(ticket.url.replace('memory:', ''), bytes);
    return photoId;
  };
  const talk = (fields: Partial<Input<'talks.file'>> = {}): Input<'talks.file'> => ({
    id: uuidv7(),
    caseId,
    heldOn: '2026-09-14',
    mode: 'in-person',
    place: '办公室',
    duration: 30,
    attended: true,
    family: '',
    contact: '',
    problems: '睡得晚',
    assessment: '早些睡',
    parentsContacted: false,
    needsAttention: false,
    psychologicalReferral: false,
    jointWith: null,
    isAnother: true,
    ...fields,
  });

  it('come with the record, once, and are opened by name, on record', async () => {
    const photoIds = [await upload(staff.adviser), await upload(staff.adviser)];
    const input = talk({ photoIds });
    await department.act(staff.adviser, 'talks.file', input);
    expect(await department.act(staff.adviser, 'talks.file', input)).toMatchObject({ repeated: true });
    // The same words with another picture are another record.
    expect(
      await department.call(staff.adviser, 'talks.file', { ...input, photoIds: photoIds.slice(1) }),
    ).toMatchObject({ error: { code: 'CONFLICT' } });
    expect(await department.act(staff.counselor, 'talks.view', { talkId: input.id })).toMatchObject({
      photos: 2,
    });
    const { photos } = await department.act(staff.counselor, 'talks.photos', { talkId: input.id });
    expect(photos.map(({ photoId }) => photoId)).toEqual(photoIds);
    const [event] = await department.database.query<{ person: string }>(
      `select person_id as person from xueye.audit_event where action = 'talks.photos' and subject_id = $1`,
      [input.id],
    );
    expect(event?.person).toBe(staff.counselor);
    // Not one's own class: as if there were none.
    expect(await department.call(staff.otherAdviser, 'talks.photos', { talkId: input.id })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
  });

  it('that are none, are somebody else’s or too many leave nothing behind, and say which', async () => {
    const good = await upload(staff.adviser);
    const script = await upload(staff.adviser, new TextEncoder().encode('<script>'));
    const foreign = await upload(staff.counselor);
    const before = await department.contents();
    for (const [photoIds, code] of [
      [[good, script], 'PHOTO_KIND'],
      [[good, foreign], 'PHOTO_UNREAD'],
    ] as const) {
      const reply = await department.call(staff.adviser, 'talks.file', talk({ photoIds: [...photoIds] }));
      expect(reply).toMatchObject({
        error: { code, field: 'photos', message: expect.stringContaining('第 2') },
      });
    }
    const four = talk({ photoIds: [uuidv7(), uuidv7(), uuidv7(), uuidv7()] });
    expect(await department.call(staff.adviser, 'talks.file', four)).toMatchObject({ ok: false });
    expect(await department.contents()).toBe(before);
  });

  it('stand with a second record too, where a filing was sent as one of its own', async () => {
    const photoIds = [await upload(staff.adviser)];
    const first = talk({ photoIds });
    await department.act(staff.adviser, 'talks.file', first);
    const beside = talk({ photoIds, problems: '又写了几个字' });
    await department.act(staff.adviser, 'talks.file', beside);
    for (const talkId of [first.id, beside.id]) {
      expect((await department.act(staff.adviser, 'talks.photos', { talkId })).photos).toHaveLength(1);
    }
  });

  it('are told of on paper and in the archive, and are erased with the student', async () => {
    const photoIds = [await upload(staff.adviser)];
    const input = talk({ photoIds });
    await department.act(staff.adviser, 'talks.file', input);
    const [student] = await department.database.query<{ id: string; department: string }>(
      `select id, department_id as department from xueye.student where student_no = '202405010101'`,
    );
    const { url } = await department.act(staff.leader, 'papers.archive-with-sensitive', {
      studentId: student?.id ?? '',
      format: 'json',
      purpose: 'meeting',
    });
    const archive = JSON.parse(
      new TextDecoder().decode(await department.deps.storage.read(url.replace('memory:', ''))),
    );
    expect(archive.sensitive.talks.flatMap((one: { photos: unknown[] }) => one.photos)).toContainEqual({
      contentType: 'image/png',
      bytes: expect.any(Number),
    });
    await department.database.query(
      `update xueye.support_case set status = 'closed', closed_on = '2026-09-20', close_reason = 'x'`,
    );
    const erased = await loseName(department.database, student?.department ?? '', {
      studentNo: '202405010101',
      by: 'X001',
      today: '2030-09-14',
      months: 36,
      isApplied: false,
      pseudonym: '',
    });
    expect(erased.files.filter((path) => path.endsWith(photoIds[0] ?? ''))).toHaveLength(1);
  });
});
