import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countDue } from '#adapters/postgres/retention';
import { readTable } from '#adapters/spreadsheet/read-table';
import { DEFAULT_WORDING } from '#core/domain/letter-wording';
import { RETENTION_DEFAULTS } from '#core/domain/retention';
import { readDocx } from '../../adapters/documents/read-docx';
import { readPdf } from '../../adapters/documents/read-pdf';
import { readMarks } from '../../adapters/spreadsheet/read-marks';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from './department';

/** A JPEG of one scan, with Exif before it. */
const TINY_JPEG = Uint8Array.of(
  ...[0xff, 0xd8, 0xff, 0xe1, 0, 10, 0x45, 0x78, 0x69, 0x66, 0, 0, 1, 2],
  ...[0xff, 0xda, 0, 4, 1, 1, 7, 7, 0xff, 0xd9],
);

const NAMES = ['林知远', '周予安', '许星野'] as const;

describe('书面预警通知书, from the decision to the signature', () => {
  let department: TestDepartment;
  let staff: Staff;
  let caseOf: Record<string, string>;

  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText(
      '成绩.csv',
      gradeFile(
        gradeLine('202405010101', '林知远', 'SK01', '16', '45'),
        gradeLine('202405010102', '周予安', 'SK02', '18', '45'),
        gradeLine('202405020101', '许星野', 'SK02', '16', '45', '生物技术241'),
      ),
    );
    await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
    for (const { proposalId } of (await department.act(staff.leader, 'meeting.agenda', {})).items) {
      await department.act(staff.leader, 'meeting.decide', {
        id: uuidv7(),
        proposalId,
        outcome: 'confirm',
        difficulty: 'both',
        causes: [],
        causeNote: '',
        reason: '',
      });
    }
  });
  afterAll(() => department.database.close());

  beforeEach(async () => {
    department.state.today = '2026-09-14';
    // What earlier tests left is put away, so that each case is owed a letter again.
    const letters = await department.database.query<{ id: string }>(
      'select id from xueye.letter where is_live',
    );
    await department.database.query(`update xueye.letter set is_live = false, state = 'withdrawn'`);
    expect(letters.length).toBeLessThanOrEqual(3);
    const { items } = await desk('owed');
    caseOf = Object.fromEntries(items.map(({ student, caseId }) => [student.name, caseId]));
    await word('系学工办，电话 0571-00000000');
  });

  const desk = (shelf: 'owed' | 'draft' | 'approved' | 'printed' | 'posted' | 'returned' | 'delivered') =>
    department.act(staff.office, 'letters.list', { shelf });
  const word = (contact: string) =>
    department.act(staff.office, 'letters.save-wording', {
      id: uuidv7(),
      wording: { ...DEFAULT_WORDING, contact },
    });
  const address = (letterId: string, fields = {}) =>
    department.act(staff.office, 'letters.address', {
      letterId,
      addressee: {
        name: '林远山',
        relation: '父亲',
        address: '浙江省绍兴市越城区胜利西路 1 号',
        postcode: '312 000',
        ...fields,
      },
    });
  const draft = async (name: string, fields = {}) => {
    const id = uuidv7();
    await department.act(staff.office, 'letters.draft', { id, caseId: caseOf[name] ?? '' });
    await address(id, fields);
    return id;
  };
  const approve = (...letterIds: string[]) =>
    department.act(staff.leader, 'papers.approve-letters', { letterIds });
  const print = (...letterIds: string[]) => department.act(staff.office, 'papers.letters', { letterIds });
  const step = (letterId: string, to: 'posted' | 'delivered' | 'returned' | 'withdrawn', fields = {}) =>
    department.call(staff.office, 'letters.step', {
      id: uuidv7(),
      letterId,
      to,
      on: department.state.today,
      ...fields,
    });
  const show = (letterId: string) => department.act(staff.office, 'letters.show', { letterId });
  const fileOf = async (url: string) => department.deps.storage.read(url.replace('memory:', ''));
  const dutyOf = async (name: string) => {
    const { studentId } =
      (await department.act(staff.leader, 'students.list', { search: name })).items[0] ?? {};
    const archive = await department.act(staff.leader, 'students.archive', { studentId: studentId ?? '' });
    return JSON.stringify(archive).match(/"kind":"warning-letter"[^}]*"state":"(\w+)"/)?.[1];
  };
  let mail = 10_000_000_000;
  const mailNumber = () => `XA${(mail += 1)}`;

  it('is owed for each case of tier 2, drafted once and no longer owed', async () => {
    expect((await desk('owed')).items.map(({ student }) => student.name).sort()).toEqual([...NAMES].sort());
    const letterId = await draft('林知远');
    expect((await desk('owed')).counts).toMatchObject({ owed: 2, draft: 1 });
    expect((await desk('draft')).items).toMatchObject([{ letterId, problems: [] }]);
    const again = await department.call(staff.office, 'letters.draft', {
      id: uuidv7(),
      caseId: caseOf.林知远 ?? '',
    });
    expect(again).toMatchObject({ ok: false, error: { code: 'LETTER_EXISTS' } });
    await department.act(staff.office, 'letters.draft', { id: letterId, caseId: caseOf.林知远 ?? '' });
    expect((await desk('draft')).items).toHaveLength(1);
  });

  it('goes all the way: approved, printed, posted, returned, sent again, delivered', async () => {
    const letterId = await draft('林知远');
    const { approved } = await approve(letterId);
    expect(approved[0]?.number).toMatch(/^生科系学警〔2026〕\d+号$/);
    const printed = await print(letterId);
    const pdf = await readPdf(await fileOf(printed.file?.url ?? ''));
    expect(pdf.text).toContain(approved[0]?.number);
    expect(pdf.text).toContain('林知远');
    expect(pdf.text).toContain('2026年9月14日');
    department.state.today = '2026-09-15';
    expect(await step(letterId, 'posted', { mailNumber: mailNumber() })).toMatchObject({ ok: true });
    expect(await dutyOf('林知远')).toBe('done');
    department.state.today = '2026-09-20';
    expect(await step(letterId, 'returned', { note: '查无此人' })).toMatchObject({ ok: true });
    expect(await dutyOf('林知远')).not.toBe('done');
    department.state.today = '2026-09-21';
    expect(await step(letterId, 'posted', { mailNumber: mailNumber() })).toMatchObject({ ok: true });
    department.state.today = '2026-09-25';
    expect(await step(letterId, 'delivered')).toMatchObject({ ok: true, data: { state: 'delivered' } });
    const { steps } = await show(letterId);
    expect(steps.map(({ to }) => to)).toEqual([
      'draft',
      'approved',
      'printed',
      'posted',
      'returned',
      'posted',
      'delivered',
    ]);
  });

  it('names the letter that cannot be approved, and approves the others without a gap', async () => {
    const [good, bad, unaddressed] = [
      await draft('林知远'),
      await draft('周予安', { name: '陈\u{10ffff}' }),
      await draft('许星野', { address: '', postcode: '' }),
    ];
    const { approved, refused } = await approve(good, bad, unaddressed);
    expect(approved.map(({ letterId }) => letterId)).toEqual([good]);
    expect(refused.map(({ studentName, because }) => `${studentName}：${because}`).sort()).toEqual([
      expect.stringMatching(/^周予安：「收件家长」中的“.*”（U\+10FFFF）在打印字体中没有字形/u),
      '许星野：没有通信地址；没有邮政编码',
    ]);
    await address(bad, { name: '陈宁' });
    const next = await approve(bad);
    const serial = (number?: string) => Number(number?.match(/〕(\d+)号/)?.[1]);
    expect(serial(next.approved[0]?.number)).toBe(serial(approved[0]?.number) + 1);
  });

  it('approves twice to the same number, and begins anew with the year', async () => {
    const letterId = await draft('林知远');
    const first = await approve(letterId);
    expect(await approve(letterId)).toEqual(first);
    department.state.today = '2027-01-05';
    const other = await draft('周予安');
    expect((await approve(other)).approved[0]?.number).toBe('生科系学警〔2027〕1号');
  });

  it('is fixed once approved: a new wording and new grades change nothing, the bytes are the same', async () => {
    const letterId = await draft('林知远');
    await approve(letterId);
    const before = await show(letterId);
    const bytes = await fileOf((await print(letterId)).file?.url ?? '');
    await word('换了电话');
    const after = await show(letterId);
    expect(after.content).toEqual(before.content);
    expect(after.contentHash).toBe(before.contentHash);
    expect(after.contentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(await fileOf((await print(letterId)).file?.url ?? '')).toEqual(bytes);
    const late = await department.call(staff.office, 'letters.address', {
      letterId,
      addressee: { name: '别人', relation: '', address: '', postcode: '' },
    });
    expect(late).toMatchObject({ ok: false, error: { code: 'LETTER_STATE' } });
  });

  it('has a contact of the department, or is not approved', async () => {
    await department.database.query(
      `insert into xueye.letter_wording
       select department_id, gen_random_uuid(), ordinal + 1, wording || '{"contact": ""}', saved_on, saved_at, saved_by
       from xueye.letter_wording order by ordinal desc limit 1`,
    );
    const { refused } = await approve(await draft('林知远'));
    expect(refused[0]?.because).toBe('信的措辞里没有写系里的联系方式');
  });

  it('shares its mail number with no other', async () => {
    const [one, two] = [await draft('林知远'), await draft('周予安')];
    await approve(one, two);
    await print(one, two);
    const number = mailNumber();
    await step(one, 'posted', { mailNumber: number });
    const before = await department.contents();
    expect(await step(two, 'posted', { mailNumber: number })).toMatchObject({
      ok: false,
      error: { code: 'MAIL_NUMBER_TAKEN' },
    });
    expect(await step(two, 'posted', { mailNumber: '123' })).toMatchObject({
      error: { code: 'MAIL_NUMBER_INVALID' },
    });
    expect(await department.contents()).toBe(before);
  });

  it('takes each step once, however often it is said', async () => {
    const letterId = await draft('林知远');
    await approve(letterId);
    await print(letterId);
    const said = {
      id: uuidv7(),
      letterId,
      to: 'posted',
      on: '2026-09-14',
      mailNumber: mailNumber(),
    } as const;
    await department.act(staff.office, 'letters.step', said);
    await department.act(staff.office, 'letters.step', said);
    expect((await show(letterId)).steps.filter(({ to }) => to === 'posted')).toHaveLength(1);
  });

  it('is corrected by another that names it, once it has gone out', async () => {
    const letterId = await draft('林知远');
    const early = await department.call(staff.office, 'letters.draft', {
      id: uuidv7(),
      caseId: caseOf.林知远 ?? '',
      corrects: letterId,
    });
    expect(early).toMatchObject({ ok: false, error: { code: 'LETTER_STATE' } });
    const { approved } = await approve(letterId);
    await print(letterId);
    await step(letterId, 'posted', { mailNumber: mailNumber() });
    const correction = uuidv7();
    await department.act(staff.office, 'letters.draft', {
      id: correction,
      caseId: caseOf.林知远 ?? '',
      corrects: letterId,
    });
    const view = await show(correction);
    expect(view.content.corrects).toBe(approved[0]?.number);
    expect(view.addressee.name).toBe('林远山');
    expect((await show(letterId)).can.correct).toBe(false);
  });

  it('stands in the archive with each step, and opens for whoever may open letters', async () => {
    const [found] = (await department.act(staff.leader, 'students.list', { search: '林知远' })).items;
    const told = async (by: string) =>
      (
        await department.act(by, 'students.timeline', {
          studentId: found?.studentId ?? '',
          group: 'parents',
        })
      ).items.filter(({ kind }) => kind === 'letter');
    const items = await told(staff.leader);
    for (const title of [
      /^书面预警通知书拟稿$/,
      /^书面预警通知书（.+）审核$/,
      /^书面预警通知书（.+）签收$/,
    ]) {
      expect(items.some((item) => title.test(item.title))).toBe(true);
    }
    expect(items.find(({ title }) => title.endsWith('寄出'))?.detail).toMatch(/^挂号信 /);
    expect(items.every(({ opens }) => opens?.page === 'letter')).toBe(true);
    const seen = await told(staff.adviser);
    expect(seen).toHaveLength(items.length);
    expect(seen.every(({ opens }) => opens === undefined)).toBe(true);
    // Where the parents live is read in the letter itself.
    expect(JSON.stringify(seen)).not.toContain('胜利西路');
  });

  it('withdrawn with a reason, its case is owed one again', async () => {
    const letterId = await draft('林知远');
    expect(await step(letterId, 'withdrawn')).toMatchObject({ ok: false, error: { code: 'REASON_MISSING' } });
    expect(await step(letterId, 'withdrawn', { note: '成绩有更正' })).toMatchObject({ ok: true });
    expect((await desk('owed')).counts.owed).toBe(3);
  });

  it('prints many with a list in front, and their envelopes', async () => {
    const ids = [await draft('林知远'), await draft('周予安'), await draft('许星野')];
    await approve(...ids);
    const { file, printed, refused } = await print(...ids);
    expect([printed, refused]).toEqual([3, []]);
    const pdf = await readPdf(await fileOf(file?.url ?? ''));
    expect(pdf.pages).toHaveLength(4);
    expect(pdf.pages[0]?.text).toContain('共3封');
    expect(pdf.pages[1]?.text).toContain('第1页共1页');
    const envelopes = await department.act(staff.office, 'papers.letters', {
      letterIds: ids,
      paper: 'envelopes',
    });
    const printedEnvelopes = await readPdf(await fileOf(envelopes.file?.url ?? ''));
    expect(
      printedEnvelopes.pages.map(({ width, height }) => [Math.round(width), Math.round(height)]),
    ).toEqual(Array(3).fill([624, 312]));
    expect(printedEnvelopes.pages[0]?.text).toContain('浙江省绍兴市越城区胜利西路1号');
  });

  it('prints sheets whose address shows through the window of an envelope', async () => {
    const id = await draft('林知远');
    await approve(id);
    const { file } = await department.act(staff.office, 'papers.letters', {
      letterIds: [id],
      paper: 'window',
    });
    const pdf = await readPdf(await fileOf(file?.url ?? ''));
    expect(pdf.pages.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual([
      [595, 842],
    ]);
    expect(pdf.pages[0]?.text).toContain('浙江省绍兴市越城区胜利西路1号');
  });

  describe('the .docx template', () => {
    const upload = async (bytes: Uint8Array) => {
      const { fileId, upload: place } = await department.act(staff.office, 'letters.template-upload', {
        size: bytes.length,
      });
      await department.deps.storage.write(place.url.replace('memory:', ''), bytes, '');
      return fileId;
    };
    const save = (fileId: string | null, fileName = '改过的.docx') =>
      department.call(staff.office, 'papers.save-template', {
        id: uuidv7(),
        file: fileId === null ? null : { fileId, fileName },
      });
    const wordOf = async (letterId: string) => {
      const input = { letterIds: [letterId], format: 'docx' as const };
      const { file } = await department.act(staff.office, 'papers.letters', input);
      return fileOf(file?.url ?? '');
    };

    it('is taken, kept by each version, frozen with the letter, and given up for the built-in one', async () => {
      const early = await draft('林知远');
      await approve(early);
      const before = await wordOf(early);
      const builtIn = await department.act(staff.office, 'papers.template-file', { templateId: null });
      const bytes = await fileOf(builtIn.url);
      // What an office does in Word: another title.
      const parts = unzipSync(bytes);
      const body = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
      const own = zipSync({
        ...parts,
        'word/document.xml': strToU8(body.replace('学业预警通知书', '致家长的信')),
      });
      expect(await save(await upload(own))).toMatchObject({ ok: true });
      const late = await draft('周予安');
      await approve(late);
      expect((await readDocx(await wordOf(late))).text).toContain('致家长的信');
      expect(await wordOf(early)).toEqual(before);
      const mixed = await department.call(staff.office, 'papers.letters', {
        letterIds: [early, late],
        format: 'docx',
      });
      expect(mixed).toMatchObject({ ok: false, error: { code: 'TEMPLATE_MIXED' } });
      await save(null);
      const { versions } = await department.act(staff.leader, 'letters.template', {});
      expect(versions.map(({ isBuiltIn }) => isBuiltIn)).toEqual([true, false]);
      const kept = versions[1]?.templateId ?? '';
      const again = await department.act(staff.leader, 'papers.template-file', { templateId: kept });
      expect(await fileOf(again.url)).toEqual(own);
      expect((await readDocx(await wordOf(late))).text).toContain('致家长的信');
      expect((await readDocx(await wordOf(await draft('许星野')))).text).toContain('学业预警通知书');
    });

    it('that lacks a field is refused by name, and nothing is kept', async () => {
      const before = (await department.act(staff.office, 'letters.template', {})).versions.length;
      const refused = await save(await upload(strToU8('不是文档')));
      expect(refused).toMatchObject({ ok: false, error: { code: 'TEMPLATE_INVALID' } });
      expect((await department.act(staff.office, 'letters.template', {})).versions).toHaveLength(before);
    });
  });

  it('keeps the photo of a receipt without place and time, for its day only to be taken back', async () => {
    const letterId = await draft('林知远');
    await approve(letterId);
    await print(letterId);
    const attach = async (bytes = TINY_JPEG) => {
      const { photoId, upload } = await department.act(staff.office, 'referrals.upload', {
        size: bytes.length,
      });
      await department.deps.storage.write(upload.url.replace('memory:', ''), bytes, '');
      return department.call(staff.office, 'letters.receipt', { id: uuidv7(), letterId, photoId });
    };
    expect(await attach()).toMatchObject({ ok: false, error: { code: 'LETTER_STATE' } });
    await step(letterId, 'posted', { mailNumber: mailNumber() });
    expect(await attach(Uint8Array.of(1, 2, 3))).toMatchObject({ ok: false, error: { code: 'PHOTO_KIND' } });
    expect(await attach()).toMatchObject({ ok: true });
    const [receipt] = (await show(letterId)).receipts;
    expect(receipt).toMatchObject({ mayRemove: true, byName: '沈知礼' });
    const stored = Buffer.from(await fileOf(receipt?.url ?? ''));
    expect(stored.includes('Exif')).toBe(false);
    expect(Buffer.from(TINY_JPEG).includes('Exif')).toBe(true);
    const leaders = await department.act(staff.leader, 'letters.show', { letterId });
    expect(leaders.receipts).toMatchObject([{ mayRemove: false }]);
    department.state.today = '2026-09-15';
    const remove = { letterId, receiptId: receipt?.receiptId ?? '' };
    expect(await department.call(staff.office, 'letters.remove-receipt', remove)).toMatchObject({
      ok: false,
      error: { code: 'RECEIPT_KEPT' },
    });
    await attach();
    const second = (await show(letterId)).receipts[1];
    await department.act(staff.office, 'letters.remove-receipt', {
      letterId,
      receiptId: second?.receiptId ?? '',
    });
    expect((await show(letterId)).receipts.map(({ receiptId }) => receiptId)).toEqual([remove.receiptId]);
    // Uploads that nothing names go: the one taken back and the one that was no photo, the kept one never.
    const [place] = await department.database.query<{ id: string }>(
      'select department_id as id from xueye.department',
    );
    const due = await countDue(department.database, place?.id ?? '', '2040-01-01', RETENTION_DEFAULTS);
    const [{ photos } = { photos: 0 }] = await department.database.query<{ photos: number }>(
      `select count(*)::int as photos from xueye.file_object where purpose = 'photo'`,
    );
    expect(due.find(({ kind }) => kind === 'photos')?.due).toBe(photos - 1);
  });

  it('shows and prints one class or tier by itself', async () => {
    await draft('林知远');
    await draft('许星野');
    const names = async (filter: object) =>
      (await department.act(staff.office, 'letters.list', { shelf: 'draft', ...filter })).items.map(
        ({ student }) => student.name,
      );
    const all = await desk('draft');
    expect(all.classNames).toEqual(['生物技术241', '生物科学241']);
    expect(await names({ className: '生物技术241' })).toEqual(['许星野']);
    expect(await names({ tier: 2 })).toHaveLength(2);
    expect(await names({ tier: 3 })).toEqual([]);
    const owed = await department.act(staff.office, 'letters.list', { className: '生物科学241' });
    expect(owed.items.map(({ student }) => student.name)).toEqual(['周予安']);
  });

  it('two leaders that approve at once give each number once, without a gap', async () => {
    const ids = [await draft('林知远'), await draft('周予安'), await draft('许星野')];
    const answers = await Promise.all([
      approve(...ids),
      approve(...[...ids].reverse()),
      approve(ids[1] ?? ''),
    ]);
    const numberOf = new Map(
      answers.flatMap(({ approved }) => approved.map((one) => [one.letterId, one.number])),
    );
    const serials = [...numberOf.values()]
      .map((number) => Number(/(\d+)号$/.exec(number)?.[1]))
      .sort((a, b) => a - b);
    expect(serials).toHaveLength(3);
    const first = serials[0] ?? 0;
    expect(serials).toEqual([first, first + 1, first + 2]);
    for (const { approved } of answers)
      for (const { letterId, number } of approved) expect(number).toBe(numberOf.get(letterId));
  });

  it('lists what was posted on a day for the post office', async () => {
    const ids = [await draft('林知远'), await draft('周予安')];
    await approve(...ids);
    await print(...ids);
    department.state.today = '2026-10-20';
    for (const id of ids) await step(id, 'posted', { mailNumber: mailNumber() });
    const { url, fileName } = await department.act(staff.office, 'papers.mail-list', { on: '2026-10-20' });
    const bytes = await fileOf(url);
    expect(readMarks(bytes).heads).toEqual(['&R&9沈知礼 X001 2026-10-20 导出']);
    const [table] = await readTable(bytes, fileName);
    expect(table?.rows.map(({ cells }) => cells[2])).toEqual(['收件人', '林远山', '林远山']);
    expect(table?.rows[1]?.cells[1]).toMatch(/^XA\d{11}$/);
    department.state.today = '2026-11-05';
    const { late, items } = await desk('posted');
    expect(late).toBe(2);
    expect(items[0]?.transit).toEqual({ days: 16, isLate: true });
  });

  it('begins with the guardian on file, never with one who is barred or whom only the student named', async () => {
    const cases = await department.database.query<{ student_id: string }>(
      'select student_id from xueye.support_case where id = $1',
      [caseOf.许星野 ?? ''],
    );
    const studentId = cases[0]?.student_id ?? '';
    const enter = (name: string, fields = {}) =>
      department.act(staff.office, 'guardians.save', {
        id: uuidv7(),
        studentId,
        guardianId: uuidv7(),
        replaces: null,
        name,
        relation: 'father',
        phone: '19900004001',
        address: '浙江省绍兴市越城区胜利西路 1 号 312000',
        preference: '',
        standing: 'reachable',
        isPreferred: false,
        source: 'school-file',
        reason: '',
        ...fields,
      });
    const fresh = async () => {
      const id = uuidv7();
      await department.act(staff.office, 'letters.draft', { id, caseId: caseOf.许星野 ?? '' });
      return show(id);
    };
    const none = await fresh();
    expect(none.addressee.name).not.toBe('周建国');
    await address(none.letterId);
    await enter('周某某', { source: 'student' });
    await enter('林远山', { standing: 'deceased', relation: 'grandfather' });
    await enter('周建国');
    const stale = await show(none.letterId);
    expect(stale.problems).toEqual(['收件人林远山登记为已故，不能寄给这位家长']);
    expect(
      stale.guardians.map(({ addressee, because, isBarred }) => [addressee.name, isBarred, because]),
    ).toEqual([
      ['周某某', false, '地址是学生提供的，没有核实'],
      ['林远山', true, '登记为已故，不能寄给这位家长'],
      ['周建国', false, '认定之后才登记，请核对地址'],
    ]);
    const { refused } = await approve(none.letterId);
    expect(refused.map(({ because }) => because)).toEqual(stale.problems);
    await step(none.letterId, 'withdrawn', { note: '收件人已故' });
    // The last letter went to who is barred by now: the guardian on file takes the place.
    expect((await fresh()).addressee).toEqual({
      name: '周建国',
      relation: '父亲',
      address: '浙江省绍兴市越城区胜利西路 1 号',
      postcode: '312000',
    });
  });
});
