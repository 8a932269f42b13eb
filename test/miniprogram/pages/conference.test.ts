import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { ActionName, Input } from '#core/contract/actions';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from '../../core/application/department';
import { makePage, type PageInstance } from '../page';

/** As many as a meeting goes through in an hour. */
const STUDENTS = 30;

const { call } = vi.hoisted(() => ({ call: vi.fn() }));
vi.mock('../../../miniprogram/services/api', () => ({ call }));
vi.mock('../../../miniprogram/services/files', () => ({ openPaper: vi.fn() }));
vi.mock('../../../miniprogram/services/platform', async () => {
  const { v7 } = await import('uuid');
  return { newId: () => v7() };
});
vi.mock('../../../miniprogram/services/session', () => ({
  getMe: async () => ({ activeRole: 'leader', today: department.state.today }),
}));

interface CasePage extends PageInstance {
  proposalId: string;
  readonly proposal: { readonly tier: number | string | null } | null;
  onLoad(query: { proposalId: string }): void;
  onShow(): void;
  onStart(event: unknown): void;
  onEnd(event: unknown): void;
}
interface ConferencePage extends PageInstance {
  onApply(): Promise<void>;
}

let department: TestDepartment;
let staff: Staff;
let page: CasePage;
let press: (key: string) => void = () => undefined;
const conferenceId = uuidv7();

beforeAll(async () => {
  department = await openDepartment();
  staff = await staffDepartment(department);
  await department.importText(
    '成绩.csv',
    gradeFile(
      ...Array.from({ length: STUDENTS }, (_, at) =>
        gradeLine(`2024050101${String(at + 10)}`, `学生${at}`, 'SK01', String(30 - (at % 18)), '45'),
      ),
    ),
  );
  const screeningId = uuidv7();
  await department.act(staff.office, 'screenings.run', { id: screeningId, term: TERM, kind: 'official' });
  await department.act(staff.leader, 'conference.open', { id: conferenceId, screeningId });
  await department.act(staff.adviser, 'conference.join', { conferenceId });
  const { students } = await department.act(staff.adviser, 'conference.mine', {});
  expect(students).toHaveLength(STUDENTS);
  for (const { proposalId } of students) {
    const view = { conferenceId, proposalId, personId: staff.adviser, remark: '' };
    await department.act(staff.adviser, 'conference.say', { ...view, difficulty: 'attitude' });
  }
  call.mockImplementation(async (action: ActionName, input: Input<ActionName>) =>
    department.act(staff.leader, action, input),
  );
  vi.stubGlobal('wx', {
    canIUse: () => true,
    getDeviceInfo: () => ({ platform: 'windows' }),
    onKeyDown: (heard: (press: { key: string }) => void) => {
      press = (key) => heard({ key });
    },
    offKeyDown: () => undefined,
    pageScrollTo: () => undefined,
    showToast: ({ title }: { title: string }) => {
      throw new Error(title);
    },
    showModal: async () => ({ confirm: true }),
  });
  const { nextProposalId } = await department.act(staff.leader, 'conference.show', {});
  page = (await makePage(() => import('../../../miniprogram/meeting/case/case'))) as CasePage;
  page.onLoad({ proposalId: nextProposalId ?? '' });
  page.onShow();
  await shown();
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await department.database.close();
});

/** @param not the student who was shown before */
const shown = (not = '') =>
  vi.waitFor(
    () => {
      expect(page.data.errors).toEqual({});
      expect(page.data.state).toBe('content');
      expect(page.proposalId).not.toBe(not);
    },
    { interval: 2, timeout: 20_000 },
  );
const stroke = (from: number, to: number) => {
  page.onStart({ changedTouches: [{ pageX: from, pageY: 300 }] });
  page.onEnd({ changedTouches: [{ pageX: to, pageY: 305 }] });
};

it(`strokes lead through all ${STUDENTS}, each once, and back`, async () => {
  const first = page.proposalId;
  const seen = [first];
  while (seen.length < STUDENTS) {
    const before = page.proposalId;
    stroke(320, 120);
    await shown(before);
    seen.push(page.proposalId);
  }
  expect(new Set(seen).size).toBe(STUDENTS);
  for (const earlier of seen.slice(-4, -1).reverse()) {
    const before = page.proposalId;
    stroke(120, 320);
    await shown(before);
    expect(page.proposalId).toBe(earlier);
  }
});

it('two keys decide one, and nothing is typed: the next one follows until nobody is left', async () => {
  for (let done = 1; done <= STUDENTS; done += 1) {
    const before = page.proposalId;
    press(String(page.proposal?.tier));
    press('Enter');
    if (done < STUDENTS) await shown(before);
  }
  await vi.waitFor(() => expect(page.data).toMatchObject({ state: 'content', isLast: true }), {
    interval: 2,
    timeout: 20_000,
  });
  const { prepared, nextProposalId } = await department.act(staff.leader, 'conference.show', {});
  expect(nextProposalId).toBeNull();
  expect(prepared.map(({ outcome, problem }) => [outcome, problem])).toEqual(
    Array.from({ length: STUDENTS }, () => ['confirm', null]),
  );
});

it('all are put in force together, each with its own word in the audit', async () => {
  const rows = async (of: string) => department.database.query<{ id: string }>(of);
  expect(await rows(`select id from xueye.support_case`)).toEqual([]);
  const whole = (await makePage(
    () => import('../../../miniprogram/meeting/conference/conference'),
  )) as ConferencePage;
  await whole.read();
  await whole.onApply();
  expect(whole.data.before).toBe(`${STUDENTS} 个决定已经生效，纪要已定稿。`);
  expect(await rows(`select id from xueye.support_case where status = 'open'`)).toHaveLength(STUDENTS);
  const events = await rows(
    `select distinct subject_id as id from xueye.audit_event where action = 'meeting.decide'`,
  );
  expect(events).toHaveLength(STUDENTS);
  expect(
    (await department.act(staff.leader, 'conference.show', {})).earlier.map(({ state }) => state),
  ).toEqual(['applied']);
});
