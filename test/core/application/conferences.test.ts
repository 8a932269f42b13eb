import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '#core/contract/actions';
import { canonicalJson } from '#core/domain/canonical-json';
import { readPdf } from '../../adapters/documents/read-pdf';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

const decision = (
  fields: Partial<NonNullable<Input<'conference.prepare'>['decision']>> = {},
): NonNullable<Input<'conference.prepare'>['decision']> => ({
  outcome: 'confirm',
  difficulty: 'attitude',
  causes: ['internet-addiction'],
  causeNote: '',
  reason: '',
  ...fields,
});

describe('诊断会', () => {
  let department: TestDepartment;
  let staff: Staff;
  let screeningId: string;
  let first: string;
  let second: string;
  let third: string;
  const conferenceId = uuidv7();

  const prepare = (proposalId: string, fields: Partial<Input<'conference.prepare'>> = {}) => ({
    id: uuidv7(),
    conferenceId,
    proposalId,
    seen: null,
    decision: decision(),
    ...fields,
  });
  const show = () => department.act(staff.leader, 'conference.show', {});
  const seen = async () => (await show()).prepared.map(({ preparedId }) => preparedId);
  const openCases = async () =>
    (await department.database.query(`select id from xueye.support_case where status = 'open'`)).length;

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText(
      '成绩.csv',
      gradeFile(
        gradeLine('202405010101', '林知远', 'SK01', '26', '45'),
        gradeLine('202405010102', '周予安', 'SK01', '16', '45'),
        gradeLine('202405010103', '沈亦舟', 'SK01', '13', '45'),
      ),
    );
    screeningId = uuidv7();
    await department.act(staff.office, 'screenings.run', { id: screeningId, term: TERM, kind: 'official' });
    const { items } = await department.act(staff.leader, 'meeting.agenda', {});
    [first, second, third] = items.map(({ proposalId }) => proposalId) as [string, string, string];
  });
  afterAll(() => department.database.close());

  it('begins once, whoever taps twice; whoever began it is there', async () => {
    const input = { id: conferenceId, screeningId };
    const begun = await department.act(staff.leader, 'conference.open', input);
    expect(await department.act(staff.leader, 'conference.open', input)).toEqual(begun);
    expect(begun).toMatchObject({ conference: { conferenceId, state: 'open' }, waiting: 3, prepared: [] });
    expect(begun.members.filter(({ isPresent }) => isPresent).map(({ personId }) => personId)).toEqual([
      staff.leader,
    ]);
    expect(begun.members.some(({ personId }) => personId === staff.volunteer)).toBe(false);
    expect(
      await department.call(staff.office, 'conference.open', { id: uuidv7(), screeningId }),
    ).toMatchObject({ error: { code: 'CONFERENCE_OPEN' } });
  });

  it('no preview is decided by', async () => {
    const preview = uuidv7();
    await department.act(staff.office, 'screenings.run', { id: preview, term: TERM, kind: 'preview' });
    expect(
      await department.call(staff.leader, 'conference.open', { id: uuidv7(), screeningId: preview }),
    ).toMatchObject({ error: { code: 'PREVIEW_ONLY' } });
  });

  it('a member sees the own students only after coming, and says a view from the own phone', async () => {
    expect(await department.act(staff.adviser, 'conference.mine', {})).toMatchObject({
      isPresent: false,
      students: [],
    });
    const joined = await department.act(staff.adviser, 'conference.join', { conferenceId });
    expect(joined.isPresent).toBe(true);
    expect(joined.students.map(({ proposalId }) => proposalId)).toEqual([first, second, third]);
    const view = { conferenceId, proposalId: first, personId: staff.adviser, remark: '缺课多' };
    await department.act(staff.adviser, 'conference.say', { ...view, difficulty: 'ability' });
    // What most hold is the chair's to know: on this phone there is one word.
    expect(
      await department.act(staff.adviser, 'conference.say', { ...view, difficulty: 'attitude' }),
    ).toEqual({ prevailing: null });
    const [own] = (await department.act(staff.adviser, 'conference.mine', {})).students;
    expect(own).toMatchObject({ difficulty: 'attitude', remark: '缺课多' });
    // Another class: nothing of the list, though they sit in the same room.
    const other = await department.act(staff.otherAdviser, 'conference.join', { conferenceId });
    expect(other).toMatchObject({ isPresent: true, students: [] });
  });

  it('nobody speaks for another but the chair, and only for who is there', async () => {
    const view = { conferenceId, proposalId: first, difficulty: 'both' as const, remark: '' };
    expect(
      await department.call(staff.adviser, 'conference.say', { ...view, personId: staff.counselor }),
    ).toMatchObject({ error: { code: 'NOT_ONESELF' } });
    expect(
      await department.call(staff.leader, 'conference.say', { ...view, personId: staff.counselor }),
    ).toMatchObject({ error: { code: 'NOT_PRESENT' } });
    await department.act(staff.office, 'conference.mark', {
      conferenceId,
      personId: staff.counselor,
      isPresent: true,
    });
    await department.act(staff.leader, 'conference.say', { ...view, personId: staff.counselor });
    const { conference } = await department.act(staff.leader, 'meeting.proposal', { proposalId: first });
    expect(conference?.views.map(({ personId, difficulty }) => [personId, difficulty])).toEqual(
      expect.arrayContaining([
        [staff.adviser, 'attitude'],
        [staff.counselor, 'both'],
        [staff.leader, null],
      ]),
    );
    expect(conference?.prevailing).toBe('both');
  });

  it('whoever has left the room has no word in what most hold', async () => {
    const mark = (isPresent: boolean) =>
      department.act(staff.office, 'conference.mark', {
        conferenceId,
        personId: staff.counselor,
        isPresent,
      });
    const say = (difficulty: 'ability' | 'attitude') =>
      department.act(staff.leader, 'conference.say', {
        conferenceId,
        proposalId: first,
        personId: staff.adviser,
        difficulty,
        remark: '缺课多',
      });
    await mark(false);
    expect(await say('ability')).toEqual({ prevailing: 'ability' });
    await mark(true);
    expect(await say('attitude')).toEqual({ prevailing: 'both' });
  });

  it('what is prepared is in force for nobody, is seen by the other phone, and can be taken back', async () => {
    const made = prepare(first, { decision: decision({ ownerId: staff.adviser }) });
    const after = await department.act(staff.office, 'conference.prepare', made);
    expect(after.nextProposalId).toBe(second);
    expect(await department.act(staff.office, 'conference.prepare', made)).toEqual(after);
    expect(await openCases()).toBe(0);
    // The leader's phone had been opened before.
    expect(await department.call(staff.leader, 'conference.prepare', prepare(first))).toMatchObject({
      error: { code: 'PREPARED_MEANWHILE' },
    });
    const undone = prepare(first, { seen: made.id, decision: null });
    expect((await department.act(staff.leader, 'conference.prepare', undone)).prepared).toBeNull();
    await department.act(
      staff.leader,
      'conference.prepare',
      prepare(first, { decision: decision({ ownerId: staff.adviser }) }),
    );
    await department.act(
      staff.leader,
      'conference.prepare',
      prepare(second, { decision: decision({ outcome: 'dismiss', difficulty: null, reason: '已休学' }) }),
    );
    expect((await show()).prepared.map(({ outcome, owner, problem }) => [outcome, owner, problem])).toEqual([
      ['confirm', expect.any(String), null],
      ['dismiss', null, null],
    ]);
    expect(await openCases()).toBe(0);
  });

  it.each([
    [{ outcome: 'dismiss', reason: '' } as const, 'REASON_MISSING'],
    [{ difficulty: null } as const, 'DIFFICULTY_MISSING'],
    [{ outcome: 'change', tier: 3, reason: '' } as const, 'REASON_MISSING'],
  ])('what is wrong is refused at once: %j', async (fields, code) => {
    const input = prepare(third, { decision: decision(fields) });
    expect(await department.call(staff.leader, 'conference.prepare', input)).toMatchObject({
      error: { code },
    });
  });

  it('the next step is nobody’s who does not answer for the class', async () => {
    const input = prepare(third, { decision: decision({ ownerId: staff.otherAdviser }) });
    expect(await department.call(staff.leader, 'conference.prepare', input)).toMatchObject({
      error: { code: 'OWNER_UNKNOWN' },
    });
  });

  it('the next step may be the leader’s, whoever else notes it or puts it in force', async () => {
    const input = prepare(third, { decision: decision({ ownerId: staff.leader }) });
    await department.act(staff.office, 'conference.prepare', input);
    const { prepared } = await department.act(staff.office, 'conference.show', {});
    expect(prepared.find(({ proposalId }) => proposalId === third)).toMatchObject({
      owner: '陆承钧',
      problem: null,
    });
    await department.act(
      staff.office,
      'conference.prepare',
      prepare(third, { seen: input.id, decision: null }),
    );
  });

  it('while it goes on nobody decides one by one', async () => {
    const alone = {
      id: uuidv7(),
      proposalId: third,
      outcome: 'confirm' as const,
      difficulty: 'both' as const,
      causes: [],
      causeNote: '',
      reason: '',
    };
    expect(await department.call(staff.leader, 'meeting.decide', alone)).toMatchObject({
      error: { code: 'CONFERENCE_OPEN' },
    });
  });

  it('a student whose facts changed since is named, and nothing at all is put in force', async () => {
    await department.act(staff.leader, 'conference.prepare', prepare(third));
    department.state.today = '2026-09-15';
    await department.importText(
      '补考.csv',
      gradeFile(gradeLine('202405010103', '沈亦舟', 'SK01', '13', '72')),
    );
    const view = await show();
    expect(view.prepared.map(({ name, problem }) => [name, problem !== null])).toEqual([
      ['林知远', false],
      ['周予安', false],
      ['沈亦舟', true],
    ]);
    const reply = await department.call(staff.leader, 'conference.apply', {
      conferenceId,
      seen: await seen(),
    });
    expect(reply).toMatchObject({
      error: { code: 'FACTS_MOVED', message: expect.stringContaining('沈亦舟') },
    });
    expect(await openCases()).toBe(0);
    const moved = view.prepared.find(({ name }) => name === '沈亦舟');
    await department.act(
      staff.leader,
      'conference.prepare',
      prepare(third, { seen: moved?.preparedId ?? null, decision: null }),
    );
  });

  it('the office keeps the list, the leader puts it in force, of what they have seen', async () => {
    expect(
      await department.call(staff.office, 'conference.apply', { conferenceId, seen: await seen() }),
    ).toMatchObject({ error: { code: 'FORBIDDEN' } });
    expect(await department.call(staff.leader, 'conference.apply', { conferenceId, seen: [] })).toMatchObject(
      {
        error: { code: 'PREPARED_MEANWHILE' },
      },
    );
  });

  it('all is put in force together, each with its word in the audit; again changes nothing', async () => {
    const ids = await seen();
    const done = await department.act(staff.leader, 'conference.apply', { conferenceId, seen: ids });
    expect(done).toMatchObject({ conference: null, earlier: [{ conferenceId, state: 'applied' }] });
    expect(await openCases()).toBe(1);
    const contents = await department.contents();
    expect(await department.act(staff.leader, 'conference.apply', { conferenceId, seen: ids })).toEqual(done);
    expect(await department.contents()).toBe(contents);
    const { decision: made } = await department.act(staff.leader, 'meeting.proposal', { proposalId: first });
    expect(made).toMatchObject({ outcome: 'confirm', tier: 3, owner: expect.any(String) });
    const events = await department.database.query<{ detail: Record<string, unknown> }>(
      `select detail from xueye.audit_event where action = 'meeting.decide'`,
    );
    expect(events.map(({ detail }) => detail.conference)).toEqual([conferenceId, conferenceId]);
    expect(await department.call(staff.leader, 'conference.prepare', prepare(third))).toMatchObject({
      error: { code: 'CONFERENCE_ENDED' },
    });
  });

  it('the minutes are frozen with their hash, hold no name, and print who, what and why', async () => {
    const [kept] = await department.database.query<{ content: unknown; content_hash: string }>(
      'select content, content_hash from xueye.conference_minutes',
    );
    expect(department.deps.hasher.sha256(canonicalJson(kept?.content))).toBe(kept?.content_hash);
    expect(JSON.stringify(kept?.content)).not.toMatch(/[\u4e00-\u9fff]/);
    const file = await department.act(staff.office, 'papers.conference', { conferenceId });
    const bytes = department.files.get(file.url.replace('memory:', '')) ?? new Uint8Array();
    const { text } = await readPdf(bytes);
    for (const said of [
      '学业困难学生诊断会纪要',
      '林知远',
      '确认为三级（最重）',
      '周予安',
      '不认定',
      '已休学',
      '名单上另有1名留待下次研究',
      kept?.content_hash ?? '',
      // Who printed it, across the page.
      `沈知礼X001${department.state.today}`,
    ])
      expect(text).toContain(said);
    // What only the archive tells.
    expect(text).not.toContain('网络成瘾');
    expect(text).not.toContain('缺课多');
  });

  it('one alone discusses nothing, and an empty meeting puts nothing in force; it may end so', async () => {
    const id = uuidv7();
    await department.act(staff.leader, 'conference.open', { id, screeningId });
    const apply = { conferenceId: id, seen: [] };
    expect(await department.call(staff.leader, 'conference.apply', apply)).toMatchObject({
      error: { code: 'NOT_TOGETHER' },
    });
    await department.act(staff.adviser, 'conference.join', { conferenceId: id });
    expect(await department.call(staff.leader, 'conference.apply', apply)).toMatchObject({
      error: { code: 'NOTHING_PREPARED' },
    });
    const left = await department.act(staff.office, 'conference.leave', { conferenceId: id });
    expect(left).toMatchObject({ conference: null, earlier: [{ conferenceId: id, state: 'left' }, {}] });
    expect(await department.call(staff.office, 'papers.conference', { conferenceId: id })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
  });
});
