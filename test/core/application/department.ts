import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { sourcePaperAssets } from '#adapters/documents/fonts';
import { createPapers } from '#adapters/documents/papers';
import { bootstrapDepartment } from '#adapters/postgres/bootstrap';
import type { Database } from '#adapters/postgres/database';
import { createStore } from '#adapters/postgres/store';
import { readMapping } from '#adapters/spreadsheet/corrected-mapping';
import { hoursListWorkbook } from '#adapters/spreadsheet/hours-list';
import { mailListWorkbook } from '#adapters/spreadsheet/mail-list';
import { rejectedWorkbook, templateWorkbook } from '#adapters/spreadsheet/office-workbooks';
import { parseImport } from '#adapters/spreadsheet/parse-import';
import { summaryWorkbook } from '#adapters/spreadsheet/term-summary-workbook';
import { execute } from '#core/application/execute';
import { apiHandlers } from '#core/application/handlers-api';
import { importHandlers } from '#core/application/handlers-import';
import { papersHandlers } from '#core/application/handlers-papers';
import type { Deps, ImportKind } from '#core/application/ports';
import type { ActionName, Input } from '#core/contract/actions';
import type { Output } from '#core/contract/outputs';
import type { Reply } from '#core/contract/reply';
import { PRIVACY_GUIDE } from '#core/domain/privacy-guide';
import type { Role } from '#core/domain/role';
import { drawCodePicture } from '../../../local/wechat/code-picture';
import { allRows } from '../../support/all-rows';
import { TEST_MASTER_KEYS } from '../../support/master-keys';
import { openReusedPglite } from '../../support/reused-pglite';

export const TERM = '2025-2026-2';
export const HANDLERS = { ...apiHandlers, ...importHandlers, ...papersHandlers };

/** Everybody agrees to the privacy guide without being asked: what is tested lies behind that. */
export const agreeForAll = (database: Database) =>
  database.query(
    `create or replace function xueye.consented_to(asked_person uuid) returns text
    language sql stable security definer as $$ select '${PRIVACY_GUIDE.version}' $$`,
  );

/**
 * A department on a migrated database, or an embedded one of its own, with the clock in the test's hand.
 *
 * @param isAsked people are asked for their consent, as they are in earnest
 */
export async function openDepartment(given?: Database, { isAsked = false } = {}) {
  const database = given ?? (await openReusedPglite(isAsked ? null : agreeForAll));
  if (given && !isAsked) await agreeForAll(database);
  const departmentId = uuidv7();
  const officer = { id: uuidv7(), name: '沈知礼', workNo: 'X001' };
  await bootstrapDepartment(database, {
    department: { id: departmentId, name: '生命科学系', shortName: '生科系' },
    policyId: '2015',
    officer: { ...officer, assignmentId: uuidv7() },
    calendar: {
      terms: [
        { term: TERM, from: '2026-02-23', to: '2026-07-03' },
        { term: '2026-2027-1', from: '2026-08-31', to: '2027-01-15' },
      ],
      holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
      makeupWorkdays: ['2026-10-10'],
    },
  });
  const state = { today: '2026-09-14' };
  const files = new Map<string, Uint8Array>();
  const scenes: string[] = [];
  const papers = createPapers(sourcePaperAssets());
  const deps: Deps = {
    store: createStore(database, TEST_MASTER_KEYS),
    clock: { today: () => state.today, now: () => `${state.today}T02:00:00.000Z` },
    ids: { next: () => uuidv7() },
    hasher: { sha256: (data) => createHash('sha256').update(data).digest('hex') },
    random: (count) => randomBytes(count),
    storage: {
      createUpload: async (path) => ({ url: `memory:${path}`, method: 'PUT', headers: {} }),
      async read(path) {
        const bytes = files.get(path);
        if (!bytes) throw new Error('nothing was uploaded');
        return bytes;
      },
      async write(path, bytes) {
        files.set(path, bytes);
      },
      createDownload: async (path) => ({ url: `memory:${path}`, expiresAt: '2026-09-14T03:00:00.000Z' }),
    },
    spreadsheets: {
      inspect: readMapping,
      rejected: rejectedWorkbook,
      template: templateWorkbook,
      read: async (bytes, fileName, options) => parseImport(bytes, fileName, options),
    },
    papers: {
      talkRecords: (records, format) =>
        papers.talkRecords(
          records.map(({ deptShortName, supplements, ...paper }) => ({
            ...paper,
            department: deptShortName,
            supplements: supplements.map((held) => ({ ...held, role: '辅导员' })),
          })),
          format,
        ),
      letters: papers.letters,
      lettersDocx: papers.lettersDocx,
      checkLetterTemplate: papers.checkLetterTemplate,
      letterTemplate: papers.letterTemplate,
      whyUnprintable: papers.whyUnprintable,
      envelopes: papers.envelopes,
      activationSheet: papers.activationSheet,
      jointMeeting: papers.jointMeeting,
      archive: papers.archive,
      mailList: mailListWorkbook,
      certificate: papers.certificate,
      conference: papers.conference,
      summary: papers.summary,
      summaryWorkbook,
      commendations: papers.commendations,
      hoursList: hoursListWorkbook,
    },
    invitationImages: {
      async draw(_departmentId, scene) {
        scenes.push(scene);
        return { bytes: drawCodePicture(scene, 280), type: 'png' };
      },
    },
  };

  const call = async <A extends ActionName>(
    personId: string | null,
    action: A,
    input: Input<A>,
    as?: Role,
  ): Promise<Reply<Output<A>>> =>
    (await execute({ body: { action, input, as }, personId, requestId: 'test' }, deps, HANDLERS)) as Reply<
      Output<A>
    >;

  const act = async <A extends ActionName>(
    personId: string,
    action: A,
    input: Input<A>,
    as?: Role,
  ): Promise<Output<A>> => {
    const reply = await call(personId, action, input, as);
    if (!reply.ok) throw new Error(`${action}: ${reply.error.code} ${reply.error.message}`);
    return reply.data;
  };

  /** Uploads and previews text as a file; the preview waits for `imports.apply`. */
  const preview = async (
    fileName: string,
    text: string,
    options: { studentNo?: string; kind?: ImportKind } = {},
    by = officer.id,
  ) => {
    const bytes = new TextEncoder().encode(text);
    const { fileId, upload } = await act(
      by,
      'imports.upload',
      { fileName, size: bytes.byteLength },
      'office',
    );
    files.set(upload.url.replace('memory:', ''), bytes);
    const id = uuidv7();
    return act(by, 'imports.preview', { id, fileId, fileName, ...options }, 'office');
  };
  const importText = async (fileName: string, text: string) => {
    const { importId } = await preview(fileName, text);
    return act(officer.id, 'imports.apply', { importId }, 'office');
  };

  /** The person whom a binding stands for; null: it was taken back, or never was. */
  const boundPerson = async (bindingId: string): Promise<string | null> => {
    const [row] = await database.query<{ id: string | null }>('select xueye.find_bound_person($1) as id', [
      bindingId,
    ]);
    return row?.id ?? null;
  };

  let held = { transactions: '', contents: '' };
  /**
   * Every table's rows, to show that a refusal wrote nothing. Read anew only where a transaction has
   * begun to write since: those are numbered, the ones that only read are not.
   */
  const contents = async (): Promise<string> => {
    const [now] = await database.query<{ begun: string }>(
      'select pg_snapshot_xmax(pg_current_snapshot())::text as begun',
    );
    const transactions = now?.begun ?? '';
    if (transactions === held.transactions) return held.contents;
    held = { transactions, contents: await allRows(database) };
    return held.contents;
  };

  return {
    database,
    deps,
    officer,
    state,
    files,
    scenes,
    call,
    act,
    preview,
    importText,
    boundPerson,
    contents,
  };
}

export type TestDepartment = Awaited<ReturnType<typeof openDepartment>>;

const GRADE_HEADINGS =
  '学号,姓名,课程名称,学分,备注,折算成绩,补考成绩,补考成绩备注,重修成绩,绩点,课程性质,课程归属,重修标记,选课课号,学年,学期,是否注册,学院,班级,正考学年学期,教师姓名';

export const gradeLine = (
  studentNo: string,
  name: string,
  code: string,
  credit: string,
  score: string,
  className = '生物科学241',
): string =>
  `${studentNo},${name},课程${code},${credit},,${score},,,,,必修课,,0,(2025-2026-2)-${code}-05001-1,2025-2026,2,是,生命科学学院,${className},,`;

export const gradeFile = (...lines: string[]): string => [GRADE_HEADINGS, ...lines].join('\n');

/** Two classes in two areas, an adviser and a counselor for each, a leader, a teacher, a volunteer. */
export async function staffDepartment(department: TestDepartment) {
  const { importText, database } = department;
  await importText(
    'classes.csv',
    '班级,年级,专业,责任区\n生物科学241,2024,生物科学,一区\n生物技术241,2024,生物技术,二区',
  );
  await importText(
    'students.csv',
    [
      '学号,姓名,性别,籍贯,班级,家庭,联系方式,家长',
      '202405010101,林知远,男,浙江绍兴,生物科学241,农村，经济一般,19900000001,父亲 林远山 19900000002',
      '202405010102,周予安,女,浙江宁波,生物科学241,城镇,19900000003,母亲 陈宁 19900000004',
      '202405020101,许星野,男,江西上饶,生物技术241,农村,19900000005,父亲 许大川 19900000006',
    ]
      .map((line) => line.replace('，', '、'))
      .join('\n'),
  );
  await importText(
    'staff.csv',
    [
      '工号,姓名,角色,范围,开始日期,结束日期',
      'T001,顾明澜,班主任,生物科学241,2024-09-01,',
      'T002,贺兰亭,班主任,生物技术241,2024-09-01,',
      'T003,苏慕言,辅导员,一区,2024-09-01,',
      'T004,程以宁,辅导员,二区,2024-09-01,',
      'T005,陆承钧,组长,,2024-09-01,',
      'T006,柳知秋,专业教师,,2024-09-01,',
      'T007,季子昂,学业帮扶志愿者,,2024-09-01,',
      'T008,白临川,班主任,生物科学241,2024-09-01,2025-08-31',
    ].join('\n'),
  );
  const people = await database.query<{ id: string; work_no: string }>(
    'select id, work_no from xueye.person',
  );
  const idOf = (workNo: string) => {
    const found = people.find((person) => person.work_no === workNo);
    if (!found) throw new Error(workNo);
    return found.id;
  };
  return {
    office: department.officer.id,
    adviser: idOf('T001'),
    otherAdviser: idOf('T002'),
    counselor: idOf('T003'),
    otherCounselor: idOf('T004'),
    leader: idOf('T005'),
    teacher: idOf('T006'),
    volunteer: idOf('T007'),
    formerAdviser: idOf('T008'),
  };
}
export type Staff = Awaited<ReturnType<typeof staffDepartment>>;
