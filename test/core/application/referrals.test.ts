import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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

const chunk = (name: string, ...body: number[]) => [
  0,
  0,
  0,
  body.length,
  ...Buffer.from(name),
  ...body,
  0,
  0,
  0,
  0,
];
const png = (...chunks: number[][]) =>
  Uint8Array.from([0x89, ...Buffer.from('PNG\r\n\x1a\n'), ...chunks.flat()]);
const PICTURE = [chunk('IHDR', 1), chunk('IDAT', 2), chunk('IEND')] as const;
/** Says beside the picture where it was taken. */
const PNG = png(PICTURE[0], chunk('tEXt', ...Buffer.from('30.2741N')), PICTURE[1], PICTURE[2]);
const SEEN = '连续两周没有来上课，同学说整夜打游戏。';

describe('早报告, from what was seen to the list of the meeting', () => {
  let department: TestDepartment;
  let staff: Staff;
  let student: Record<'lin' | 'zhou' | 'xu', string>;

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    // 林知远 is identified, 周予安 is fine, 许星野 has no grade at all.
    await department.importText(
      '成绩.csv',
      gradeFile(
        gradeLine('202405010101', '林知远', 'SK01', '13', '45'),
        gradeLine('202405010102', '周予安', 'SK01', '13', '85'),
      ),
    );
    const rows = await department.database.query<{ id: string; name: string }>(
      'select id, name from xueye.student',
    );
    const idOf = (name: string) => rows.find((row) => row.name === name)?.id ?? '';
    student = { lin: idOf('林知远'), zhou: idOf('周予安'), xu: idOf('许星野') };
  });
  afterAll(() => department.database.close());
  beforeEach(() => {
    department.state.today = '2026-09-14';
  });

  const referral = (fields: Partial<Input<'referrals.file'>> = {}): Input<'referrals.file'> => ({
    id: uuidv7(),
    student: { studentNo: '202405010102', name: '周予安' },
    causes: ['internet-addiction'],
    causeNote: '',
    seen: SEEN,
    photoIds: [],
    ...fields,
  });
  const answer = (referralId: string, fields: Partial<Input<'referrals.answer'>> = {}) =>
    department.call(staff.leader, 'referrals.answer', {
      id: uuidv7(),
      referralId,
      outcome: 'accepted',
      reason: '',
      ...fields,
    });
  const file = async (personId: string, fields: Partial<Input<'referrals.file'>> = {}) =>
    (await department.act(personId, 'referrals.file', referral(fields))).referralId;
  const upload = async (personId: string, bytes: Uint8Array) => {
    const { photoId, upload: ticket } = await department.act(personId, 'referrals.upload', {
      size: bytes.length,
    });
    department.files.set(ticket.url.replace('memory:', ''), bytes);
    return photoId;
  };
  const mine = async (personId: string) => (await department.act(personId, 'referrals.mine', {})).items;

  describe('filing', () => {
    it('a teacher, who sees no list, names the student; twice is once', async () => {
      const photoId = await upload(staff.teacher, PNG);
      const input = referral({ photoIds: [photoId] });
      const first = await department.act(staff.teacher, 'referrals.file', input);
      expect(first).toEqual({ referralId: input.id, repeated: false, answerBy: '2026-09-21' });
      const before = await department.contents();
      const again = await department.act(staff.teacher, 'referrals.file', input);
      expect(again).toEqual({ ...first, repeated: true });
      expect(await department.contents()).toBe(before);
      expect(await mine(staff.teacher)).toEqual([
        {
          referralId: input.id,
          studentName: '周予安',
          studentNo: '202405010102',
          filedOn: '2026-09-14',
          standing: 'waiting',
          answeredOn: null,
        },
      ]);
      const seen = await department.act(staff.leader, 'referrals.show', { referralId: input.id });
      expect(seen.photos).toEqual([{ photoId, url: expect.stringContaining(photoId) }]);
      const [, kept] = [...department.files].find(([path]) => path.endsWith(photoId)) ?? [];
      expect(kept).toEqual(png(...PICTURE));
    });

    it.each([
      ['a wrong name', { studentNo: '202405010102', name: '周与安' }],
      ['another’s name', { studentNo: '202405010102', name: '林知远' }],
      ['an unknown number', { studentNo: '202405019999', name: '周予安' }],
      ['part of a number', { studentNo: '20240501010', name: '周予安' }],
      ['a wildcard', { studentNo: '2024050101__', name: '周予安' }],
    ])('%s is refused in the same words as every other mismatch, and writes nothing', async (_, typed) => {
      const before = await department.contents();
      const replies = [];
      for (const personId of [staff.teacher, staff.volunteer, staff.adviser, staff.office]) {
        replies.push(await department.call(personId, 'referrals.file', referral({ student: typed })));
      }
      for (const reply of replies) {
        expect(reply).toEqual({
          ok: false,
          requestId: 'test',
          error: {
            code: 'STUDENT_UNKNOWN',
            message: '学号和姓名对不上本系的学生。请核对后再交，或请系学工办代报。',
            field: 'studentNo',
          },
        });
      }
      expect(await department.contents()).toBe(before);
    });

    it('an adviser picks from the own class, and no other class', async () => {
      const form = await department.act(staff.adviser, 'referrals.form', { studentId: student.zhou });
      expect(form.student).toMatchObject({ name: '周予安', className: '生物科学241' });
      const foreign = await department.call(staff.otherAdviser, 'referrals.form', {
        studentId: student.zhou,
      });
      const absent = await department.call(staff.otherAdviser, 'referrals.form', { studentId: uuidv7() });
      expect(foreign).toMatchObject({ error: { code: 'NOT_FOUND' } });
      expect(foreign).toEqual(absent);
      const before = await department.contents();
      for (const personId of [staff.otherAdviser, staff.teacher]) {
        const input = referral({ student: { studentId: student.zhou } });
        expect(await department.call(personId, 'referrals.file', input)).toEqual(absent);
      }
      expect(await department.contents()).toBe(before);
      await department.act(
        staff.adviser,
        'referrals.file',
        referral({ student: { studentId: student.zhou } }),
      );
    });

    it('takes pictures only, by their bytes, and nobody else’s', async () => {
      const script = await upload(staff.teacher, new TextEncoder().encode('<svg onload="x">'));
      const foreign = await upload(staff.volunteer, PNG);
      const before = await department.contents();
      for (const [photoId, code] of [
        [script, 'PHOTO_KIND'],
        [foreign, 'PHOTO_UNREAD'],
        [uuidv7(), 'PHOTO_UNREAD'],
      ] as const) {
        const reply = await department.call(
          staff.teacher,
          'referrals.file',
          referral({ photoIds: [photoId] }),
        );
        expect(reply).toMatchObject({ ok: false, error: { code, field: 'photos' } });
      }
      const five = referral({ photoIds: [1, 2, 3, 4, 5].map(() => uuidv7()) });
      expect(await department.call(staff.teacher, 'referrals.file', five)).toMatchObject({ ok: false });
      expect(await department.contents()).toBe(before);
    });

    it('measures a photo before and after it is sent', async () => {
      const limit = 10 * 1024 * 1024;
      const ask = (size: number) => department.call(staff.teacher, 'referrals.upload', { size });
      expect(await ask(0)).toMatchObject({ error: { code: 'FILE_EMPTY' } });
      expect(await ask(limit)).toMatchObject({ ok: true });
      expect(await ask(limit + 1)).toMatchObject({ error: { code: 'FILE_TOO_LARGE' } });
      const big = new Uint8Array(limit + 1);
      big.set(PNG);
      const { photoId, upload: ticket } = await department.act(staff.teacher, 'referrals.upload', {
        size: 10,
      });
      department.files.set(ticket.url.replace('memory:', ''), big);
      expect(
        await department.call(staff.teacher, 'referrals.file', referral({ photoIds: [photoId] })),
      ).toMatchObject({ error: { code: 'FILE_TOO_LARGE' } });
    });
  });

  describe('before and after the answer', () => {
    it('is taken back by who wrote it, once, and answered no more', async () => {
      const referralId = await file(staff.volunteer);
      const foreign = await department.call(staff.teacher, 'referrals.withdraw', { referralId });
      expect(foreign).toMatchObject({ error: { code: 'NOT_FOUND' } });
      await department.act(staff.volunteer, 'referrals.withdraw', { referralId });
      const before = await department.contents();
      await department.act(staff.volunteer, 'referrals.withdraw', { referralId });
      expect(await answer(referralId)).toMatchObject({ error: { code: 'REFERRAL_WITHDRAWN' } });
      expect(await department.contents()).toBe(before);
      expect(await mine(staff.volunteer)).toMatchObject([{ referralId, standing: 'withdrawn' }]);
    });

    it('reminds leader and office until there is one, overdue after the days of the policy', async () => {
      department.state.today = '2026-09-10';
      const referralId = await file(staff.volunteer);
      const todo = async (personId: string) => {
        const { items, counts } = await department.act(personId, 'today.list', {});
        const item = items.find(({ id }) => id === `referral:${referralId}`);
        return item && { state: item.state, title: item.title, dueOn: item.dueOn, overdue: counts.overdue };
      };
      department.state.today = '2026-09-17';
      expect(await todo(staff.leader)).toMatchObject({
        state: 'open',
        title: '答复早报告',
        dueOn: '2026-09-17',
      });
      department.state.today = '2026-09-18';
      expect(await todo(staff.leader)).toMatchObject({ state: 'overdue', overdue: 1 });
      expect(await todo(staff.office)).toMatchObject({ state: 'overdue', title: '早报告待组长答复' });
      const { waiting, items } = await department.act(staff.office, 'referrals.list', {});
      expect(items[0]).toMatchObject({ referralId, days: 8, isOverdue: true });
      expect(JSON.stringify(items)).not.toContain(SEEN);
      expect(waiting).toBe(items.length);

      const silent = await answer(referralId, { outcome: 'not-accepted' });
      expect(silent).toMatchObject({ error: { code: 'REASON_MISSING' } });
      expect(await answer(referralId, { outcome: 'not-accepted', reason: '已请病假。' })).toMatchObject({
        ok: true,
      });
      expect(await todo(staff.leader)).toBeUndefined();
      const withdrawn = await department.call(staff.volunteer, 'referrals.withdraw', { referralId });
      expect(withdrawn).toMatchObject({ error: { code: 'ALREADY_ANSWERED' } });
    });

    it('tells the referrer the class of the answer, and no reason', async () => {
      const own = await mine(staff.volunteer);
      expect(own.find(({ filedOn }) => filedOn === '2026-09-10')).toMatchObject({
        standing: 'not-accepted',
        answeredOn: '2026-09-18',
      });
      expect(JSON.stringify(own)).not.toContain('已请病假');
    });

    it('is read by who has the student in reach, each time on record; the reason stays with the department', async () => {
      const referralId = await file(staff.teacher);
      await answer(referralId, { outcome: 'not-accepted', reason: '与实习冲突。' });
      const opened = await department.act(staff.counselor, 'referrals.show', { referralId });
      expect(opened).toMatchObject({ seen: SEEN, standing: 'not-accepted', answer: null, canAnswer: false });
      expect(opened.ifAccepted).toBeNull();
      expect((await department.act(staff.office, 'referrals.show', { referralId })).answer).toMatchObject({
        reason: '与实习冲突。',
      });
      const foreign = await department.call(staff.otherCounselor, 'referrals.show', { referralId });
      expect(foreign).toMatchObject({ error: { code: 'NOT_FOUND' } });
      const events = await department.database.query<{ detail: unknown; role: string }>(
        `select role, detail from xueye.audit_event where action = 'referrals.show' and subject_id = $1`,
        [referralId],
      );
      expect(events).toEqual([
        { role: 'counselor', detail: {} },
        { role: 'office', detail: {} },
      ]);
    });
  });

  describe('accepted', () => {
    const agenda = async (show: 'open' | 'near-miss' = 'open') =>
      department.act(staff.leader, 'meeting.agenda', { show });
    const decide = (proposalId: string, fields: Partial<Input<'meeting.decide'>> = {}) =>
      department.call(staff.leader, 'meeting.decide', {
        id: uuidv7(),
        proposalId,
        outcome: 'confirm',
        difficulty: 'attitude',
        causes: [],
        causeNote: '',
        reason: '',
        ...fields,
      });
    const screen = async () =>
      department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });

    it('before any screening counts for the semester that has ended: the next screening lists the student', async () => {
      const referralId = await file(staff.teacher, {
        student: { studentNo: '202405020101', name: '许星野' },
      });
      const reply = await answer(referralId);
      expect(reply).toMatchObject({ ok: true, data: { term: TERM, place: { kind: 'next-screening' } } });
      await screen();
      const { items } = await agenda();
      expect(items.map(({ student: { name }, met, tier }) => [name, met, tier])).toEqual([
        ['林知远', ['failed-courses', 'low-gpa'], 1],
        // Nobody has graded 许星野: identified by the referral alone, and without a tier's credits.
        ['许星野', ['referral'], 'watch'],
      ]);
    });

    it('puts the student on the present list at once, with the row that says so, and only once', async () => {
      const referralId = await file(staff.teacher);
      const id = uuidv7();
      const first = await answer(referralId, { id });
      expect(first).toMatchObject({
        ok: true,
        data: { repeated: false, place: { kind: 'listed', isDecided: false } },
      });
      const before = await department.contents();
      expect(await answer(referralId, { id })).toMatchObject({ ok: true, data: { repeated: true } });
      expect(await answer(referralId)).toMatchObject({ error: { code: 'ALREADY_ACCEPTED' } });
      expect(await department.contents()).toBe(before);

      const { items, counts } = await agenda();
      expect(counts.open).toBe(3);
      const listed = items.find(({ student: { name } }) => name === '周予安');
      expect(listed).toMatchObject({ met: ['referral'], tier: 'watch' });
      const shown = await department.act(staff.leader, 'meeting.proposal', {
        proposalId: listed?.proposalId ?? '',
      });
      const evidence = shown.evidence.find(({ criterion }) => criterion === 'referral');
      expect(evidence).toMatchObject({
        state: 'met',
        facts: [
          { file: '早报告 2026-09-14', term: TERM, subject: '专业教师 柳知秋', because: '诊断会已接受' },
        ],
      });
      // What was seen is read in the referral alone, where reading is logged.
      expect(JSON.stringify(shown)).not.toContain(SEEN);
      expect(await mine(staff.teacher)).toMatchObject([{ standing: 'accepted' }, {}, {}, {}]);
    });

    it('takes the place of a proposal that was open; the older page decides no more', async () => {
      const { items } = await agenda();
      const older = items.find(({ student: { name } }) => name === '林知远')?.proposalId ?? '';
      await answer(await file(staff.adviser, { student: { studentId: student.lin } }));
      const now = await agenda();
      expect(now.counts.open).toBe(3);
      const newer = now.items.find(({ student: { name } }) => name === '林知远');
      expect(newer).toMatchObject({ met: ['failed-courses', 'low-gpa', 'referral'], tier: 1 });
      const before = await department.contents();
      expect(await decide(older)).toMatchObject({ error: { code: 'PROPOSAL_RENEWED' } });
      expect(await department.contents()).toBe(before);
      expect(await decide(newer?.proposalId ?? '')).toMatchObject({ ok: true });
    });

    it('about a student who is helped already leaves the decision as it is', async () => {
      const before = (await agenda()).counts;
      const reply = await answer(await file(staff.adviser, { student: { studentId: student.lin } }));
      expect(reply).toMatchObject({ ok: true, data: { place: { kind: 'listed', isDecided: true } } });
      expect((await agenda()).counts).toEqual(before);
    });

    it('about a student who was dismissed is new evidence', async () => {
      const listed = (await agenda()).items.find(({ student: { name } }) => name === '周予安');
      await decide(listed?.proposalId ?? '', { outcome: 'dismiss', difficulty: null, reason: '已谈过。' });
      const open = (await agenda()).counts.open;
      await answer(await file(staff.volunteer));
      const again = (await agenda()).items.find(({ student: { name } }) => name === '周予安');
      expect(again?.proposalId).not.toBe(listed?.proposalId);
      expect((await agenda()).counts.open).toBe(open + 1);
    });

    it('after having been declined, with a reason, by who saw the first answer', async () => {
      const referralId = await file(staff.volunteer, {
        student: { studentNo: '202405020101', name: '许星野' },
      });
      await answer(referralId, { outcome: 'not-accepted', reason: '待核实。' });
      const { answer: made } = await department.act(staff.leader, 'referrals.show', { referralId });
      const replaces = made?.answerId ?? '';
      expect(await answer(referralId, { reason: '已核实。' })).toMatchObject({
        error: { code: 'ANSWERED_MEANWHILE' },
      });
      expect(await answer(referralId, { replaces })).toMatchObject({ error: { code: 'REASON_MISSING' } });
      const same = { outcome: 'not-accepted', reason: '待核实。', replaces } as const;
      expect(await answer(referralId, same)).toMatchObject({ error: { code: 'ANSWER_UNCHANGED' } });
      expect(await answer(referralId, { replaces, reason: '已核实。' })).toMatchObject({
        ok: true,
        data: { place: { kind: 'listed' } },
      });
    });

    it('counts in each later screening of the semester', async () => {
      const { identified } = await screen();
      expect(identified).toBe(3);
      const { items } = await agenda();
      expect(items.every(({ met }) => met.includes('referral'))).toBe(true);
    });
  });
});

describe('早报告 between two semesters', () => {
  let department: TestDepartment;
  let staff: Staff;
  const EARLIER = '2025-2026-1';
  const screen = (term: string, kind: 'preview' | 'official') =>
    department.act(staff.office, 'screenings.run', { id: uuidv7(), term, kind });
  const accept = async (studentNo: string, name: string) => {
    const { referralId } = await department.act(staff.teacher, 'referrals.file', {
      id: uuidv7(),
      student: { studentNo, name },
      causes: ['internet-addiction'],
      causeNote: '',
      seen: SEEN,
      photoIds: [],
    });
    return department.act(staff.leader, 'referrals.answer', {
      id: uuidv7(),
      referralId,
      outcome: 'accepted',
      reason: '',
    });
  };
  const listedOn = async (screeningId: string) =>
    (await department.act(staff.leader, 'meeting.agenda', { screeningId, show: 'open' })).items.map(
      ({ student }) => student.name,
    );

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    const now = gradeFile(gradeLine('202405010101', '林知远', 'SK01', '13', '45'));
    await department.importText(
      '上一学期.csv',
      now.replace('(2025-2026-2)-SK01-05001-1,2025-2026,2', '(2025-2026-1)-SK01-05001-1,2025-2026,1'),
    );
    await department.importText(
      '成绩.csv',
      gradeFile(gradeLine('202405010102', '周予安', 'SK02', '2', '85')),
    );
  });
  afterAll(() => department.database.close());

  it('counts for the semester that has ended since, not for the list of half a year ago', async () => {
    department.state.today = '2026-03-10';
    const { screeningId } = await screen(EARLIER, 'official');
    // While that meeting is the present one, its list takes the student.
    expect(await accept('202405020101', '许星野')).toMatchObject({
      term: EARLIER,
      place: { kind: 'listed' },
    });
    expect(await listedOn(screeningId)).toEqual(['林知远', '许星野']);
    department.state.today = '2026-09-14';
    expect(await accept('202405010102', '周予安')).toMatchObject({
      term: TERM,
      place: { kind: 'next-screening' },
    });
    expect(await listedOn(screeningId)).toEqual(['林知远', '许星野']);
  });

  it('counts for the semester of a preview, and waits for its official list', async () => {
    const preview = await screen(TERM, 'preview');
    expect(await accept('202405020101', '许星野')).toMatchObject({
      term: TERM,
      place: { kind: 'next-screening' },
    });
    expect(await listedOn(preview.screeningId)).toEqual(['林知远', '周予安']);
    const { screeningId } = await screen(TERM, 'official');
    expect(await listedOn(screeningId)).toEqual(['林知远', '周予安', '许星野']);
    // The semester before screened once more does not move the table.
    await screen(EARLIER, 'official');
    expect(await accept('202405010101', '林知远')).toMatchObject({ term: TERM, place: { kind: 'listed' } });
  });
});
