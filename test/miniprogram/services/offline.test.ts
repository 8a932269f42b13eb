import { build } from 'esbuild';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Input } from '#core/contract/actions';
import { NO_DETAILS } from '#core/domain/talk-details';
import { open } from '../../../miniprogram/services/queue/cipher';
import {
  gradeFile,
  gradeLine,
  openDepartment,
  type Staff,
  staffDepartment,
  TERM,
  type TestDepartment,
} from '../../core/application/department';
import { app, cloud, done, refused, resetCloud } from '../cloud';
import { type FakeWx, installWx } from '../wx';

/** The services as one script: a start of the app is to run it again. */
const SERVICES = `
  export * as queue from './queue/queue';
  export * as entries from './queue/entries';
  export * as drafts from './drafts';
  export * as session from './session';
`;
let script: (
  require: (name: string) => unknown,
  module: { exports: unknown },
  date: typeof PhoneDate,
) => void;
beforeAll(async () => {
  const built = await build({
    stdin: { contents: SERVICES, resolveDir: 'miniprogram/services', loader: 'ts' },
    bundle: true,
    write: false,
    format: 'cjs',
    external: ['@cloudbase/*'],
  });
  script = new Function('require', 'module', 'Date', String(built.outputFiles[0]?.text)) as typeof script;
});
const SDK: Readonly<Record<string, object>> = {
  '@cloudbase/js-sdk/app': app,
  '@cloudbase/js-sdk/auth': { registerAuth: () => undefined },
  '@cloudbase/js-sdk/functions': { registerFunctions: () => undefined },
};

const TODAY = '2026-09-14';
const NOON = Date.parse(`${TODAY}T04:00:00Z`);
const DAY_MS = 86_400_000;
const KEY = new Uint8Array(32).fill(7);
type Talk = Input<'talks.file'>;

/** The phone's clock: it runs, and may be wrong by a day. */
const clock = { wrong: 0, since: Date.now() };
class PhoneDate extends Date {
  static override now = () => NOON + clock.wrong + Date.now() - clock.since;
}

/** What answers a filing, and what it holds: texts by record. */
interface Server {
  file(input: Talk): Promise<unknown>;
  texts(): Promise<readonly string[]>;
}

/** Where the network is cut: not at all, before the server has it, or after its commit. */
type Cut = 'none' | 'before' | 'after';

/**
 * A phone that can be killed between any two steps: from then on nothing that the ended app does is
 * heard, and the next start has the storage only.
 */
function usePhones(server: () => Server) {
  let phone: FakeWx;
  /** Steps that the app may still take; -1: as many as it likes. */
  let left = -1;
  let isDead = false;
  let die = () => undefined as unknown;
  const never = new Promise<never>(() => undefined);
  const step = () => {
    if (isDead) throw new Error('the app has ended');
    if (left === 0) {
      die();
      throw new Error('the app has ended');
    }
    if (left > 0) left -= 1;
  };
  const state = { cut: 'none' as Cut };
  const api = {} as {
    queue: typeof import('../../../miniprogram/services/queue/queue');
    entries: typeof import('../../../miniprogram/services/queue/entries');
    drafts: typeof import('../../../miniprogram/services/drafts');
    session: typeof import('../../../miniprogram/services/session');
  };
  const kept = new Map<number, Map<string, unknown>>();
  let which = 0;

  /** Storage that ends with the app, step by step. */
  function guard(): void {
    const plain = { ...wx };
    const stepped =
      (name: 'setStorageSync' | 'removeStorageSync') =>
      (...given: never[]) => {
        step();
        return (plain[name] as (...all: never[]) => unknown)(...given);
      };
    Object.assign(wx, {
      setStorageSync: stepped('setStorageSync'),
      removeStorageSync: stepped('removeStorageSync'),
    });
  }

  async function start(): Promise<void> {
    isDead = false;
    left = -1;
    const module = { exports: {} };
    script((name) => SDK[name], module, PhoneDate);
    Object.assign(api, module.exports);
    await api.session.getMe().catch(() => undefined);
  }

  async function answer({ data }: { data: { action: string; input: unknown } }): Promise<unknown> {
    if (left === 0) die();
    if (isDead) return never;
    if (left > 0) left -= 1;
    const { cut } = state;
    if (cut === 'before') throw new Error('network');
    if (data.action === 'session.me') return done({ personId: 'p', activeRole: 'adviser' });
    if (data.action === 'queue.key') return done({ key: Buffer.from(KEY).toString('base64') });
    const reply = await server().file(data.input as Talk);
    if (cut === 'after') throw new Error('network');
    // Killed while the answer was on its way.
    if (left === 0) die();
    return isDead ? never : reply;
  }

  return {
    api,
    state,
    get phone() {
      return phone;
    },
    async open() {
      clock.wrong = 0;
      phone = installWx();
      guard();
      kept.clear();
      which = 0;
      left = -1;
      isDead = false;
      state.cut = 'none';
      resetCloud();
      cloud.hasSession = true;
      cloud.function = answer as never;
      await start();
    },
    /** Ends the app after so many steps of what follows. */
    dieAfter(steps: number) {
      left = steps;
    },
    /** Runs it; whether the app has ended meanwhile. What an ended app waits for never comes. */
    async run(what: () => Promise<unknown>): Promise<boolean> {
      const ended = new Promise<void>((resolve) => {
        die = () => {
          isDead = true;
          resolve();
        };
      });
      await Promise.race([what().catch(() => undefined), ended]);
      // Whatever else the ended app still tries comes to nothing.
      for (let turn = 0; isDead && turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return isDead;
    },
    start,
    /** The same person goes on with their other phone; this one is closed. */
    async change() {
      kept.set(which, new Map(phone.storage));
      which = 1 - which;
      phone.storage.clear();
      for (const [key, value] of kept.get(which) ?? []) phone.storage.set(key, value);
      await start();
    },
    /** Every text that this phone has kept sealed, in drafts and in the queue. */
    texts(): readonly string[] {
      return [...phone.storage].flatMap(([name, stored]) => {
        const { id, kind, state: at, sealed } = stored as Record<string, string>;
        if (at === 'sent' || sealed === undefined) return [];
        const isDraft = name.startsWith('draft:');
        if (!isDraft && !name.startsWith('queue:')) return [];
        const place = isDraft ? `xueye ${name}|${id}` : `xueye queue|p|${kind}|${id}|1`;
        const { fields, filing } = JSON.parse(open(KEY, sealed, place) ?? '{}');
        return [String((fields ?? filing.fields).problems)];
      });
    },
  };
}

const talk = (id: string, caseId: string, problems: string, heldOn = TODAY): Talk => ({
  id,
  caseId,
  heldOn,
  mode: 'in-person',
  place: '学院楼 203',
  attended: true,
  jointWith: null,
  duration: null,
  family: '',
  contact: '19900000001',
  problems,
  assessment: '约定每周五交一次进度。',
  parentsContacted: null,
  needsAttention: null,
  psychologicalReferral: null,
  details: NO_DETAILS,
});

/** What a form does: the draft, the filing, and the draft goes once it has left the hand. */
async function submit(
  { drafts, queue }: ReturnType<typeof usePhones>['api'],
  caseId: string,
  problems: string,
  heldOn = TODAY,
): Promise<string> {
  const fields = { problems, studentName: '林知远' };
  const { id } = drafts.writeDraft('p', 'talk', caseId, fields);
  const filed = await queue.file({
    kind: 'talk',
    subjectId: caseId,
    name: '林知远',
    action: 'talks.file',
    input: talk(id, caseId, problems, heldOn),
    fields,
  });
  drafts.removeDraft('p', 'talk', caseId);
  return filed.state;
}

/** The server's rules for a filing, as the handler has them; that it does is shown below. */
function storedTalks(): Server & { readonly held: Map<string, Talk> } {
  const held = new Map<string, Talk>();
  const written = ({ isAnother: _, ...rest }: Talk) => JSON.stringify(rest);
  return {
    held,
    async file(input) {
      const known = held.get(input.id);
      if (known) {
        return written(known) === written(input)
          ? done({ repeated: true })
          : refused('CONFLICT', '内容不同。');
      }
      if (input.heldOn > TODAY) return refused('HELD_IN_FUTURE', '日期在将来。', 'heldOn');
      const isRepeat = [...held.values()].some(
        ({ caseId, heldOn }) => caseId === input.caseId && heldOn === input.heldOn,
      );
      if (isRepeat && !input.isAnother) return refused('DUPLICATE_TALK', '这一天已有一份。');
      held.set(input.id, input);
      return done({ talkId: input.id, repeated: false });
    },
    texts: async () => [...held.values()].map(({ problems }) => problems),
  };
}

const step = fc.record({
  kind: fc.constantFrom(
    ...(['write', 'write', 'submit', 'submit', 'submit', 'again', 'flush', 'resolve', 'resolve'] as const),
    ...(['network', 'network', 'kill', 'phone', 'full', 'clock'] as const),
  ),
  about: fc.nat({ max: 1 }),
  cut: fc.constantFrom<Cut>('none', 'before', 'after'),
  /** Steps until the app ends within this one; none: it does not. */
  dies: fc.option(fc.nat({ max: 9 }), { nil: null, freq: 3 }),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What a person does about 需处理. */
async function resolveOne({ queue, entries }: ReturnType<typeof usePhones>['api']): Promise<void> {
  const entry = entries.listEntries('p').find(({ state }) => state === 'attention');
  const code = entry && queue.openEntry('p', entry)?.problem?.code;
  if (!entry || code === undefined) return;
  await queue.sendAgain('p', entry, code === 'CONFLICT' ? { id: uuidv7() } : { isAnother: true });
}

/** One person with two phones, and whatever befalls them. Nothing is lost, nothing is doubled. */
async function live(
  phones: ReturnType<typeof usePhones>,
  steps: readonly Step[],
  cases: readonly string[],
  server: Server,
  heldOn: string,
): Promise<void> {
  const { api, state } = phones;
  await phones.open();
  let written = 0;
  const draftOf = (caseId: string) => {
    try {
      return api.drafts.readDraft<Talk>('p', 'talk', caseId)?.fields.problems;
    } catch {
      return undefined;
    }
  };
  for (const [at, { kind, about, cut, dies }] of steps.entries()) {
    const caseId = cases[about] ?? '';
    const before = new Set([...phones.texts(), ...(await server.texts())]);
    const replaced = draftOf(caseId);
    if (dies !== null) phones.dieAfter(dies);
    let kept = '';
    const isEnded = await phones.run(async () => {
      if (kind === 'write' || kind === 'submit' || kind === 'again') {
        // A form opens with its draft, or says that it cannot.
        const opened = api.drafts.readDraft<Talk>('p', 'talk', caseId)?.fields.problems;
        if (kind === 'again' && opened === undefined) return;
        if (kind !== 'again') written += 1;
        const text = kind === 'again' ? String(opened) : `${heldOn} 第 ${written} 稿`;
        const fields = { problems: text, studentName: '林知远' };
        const { savedAt } = api.drafts.writeDraft('p', 'talk', caseId, fields);
        // Otherwise the page says that it is not kept.
        if (savedAt > 0) kept = text;
        if (kind !== 'write') await submit(api, caseId, text, heldOn);
      } else if (kind === 'flush') await api.queue.flush();
      else if (kind === 'network') state.cut = cut;
      else if (kind === 'full') phones.phone.isFull = !phones.phone.isFull;
      else if (kind === 'clock') clock.wrong = about === 0 ? DAY_MS : -DAY_MS;
      else if (kind === 'resolve') await resolveOne(api);
    });
    const after = new Set([...phones.texts(), ...(await server.texts())]);
    const lost = [...before, kept].filter(
      (text) => text !== '' && !after.has(text) && !(text === replaced && kept !== ''),
    );
    if (lost.length > 0) throw new Error(`step ${at} (${kind}) lost ${lost.join('; ')}`);
    if (kind === 'phone') await phones.change();
    else if (isEnded || kind === 'kill') await phones.start();
  }
  clock.wrong = 0;
  state.cut = 'none';
  phones.phone.isFull = false;
  for (const _ of [0, 1]) {
    await phones.change();
    await api.queue.flush();
    expect(api.entries.listEntries('p').filter(({ state: where }) => where === 'waiting')).toEqual([]);
  }
  const texts = await server.texts();
  expect(new Set(texts).size, 'a text stands twice').toBe(texts.length);
}

describe('offline, whatever happens', () => {
  let server = storedTalks();
  const phones = usePhones(() => server);
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('1,000 lives of a person with two phones: nothing is lost, nothing is doubled', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
        server = storedTalks();
        await live(phones, steps, ['c1', 'c2'], server, TODAY);
      }),
      { numRuns: 1000 },
    );
  });

  it('「另交一份」, the app killed at each of its steps, and once more: it stands beside the first, once', async () => {
    const { api } = phones;
    let deaths = 0;
    for (let dies = 0; dies < 12; dies += 1) {
      server = storedTalks();
      await phones.open();
      const { id } = api.drafts.writeDraft('p', 'talk', 'c1', { problems: '二', studentName: '' });
      server.held.set(id, talk(id, 'c0', '一'));
      expect(await submit(api, 'c1', '二')).toBe('attention');
      phones.dieAfter(dies);
      if (await phones.run(() => resolveOne(api))) deaths += 1;
      await phones.start();
      await api.queue.flush();
      await resolveOne(api);
      expect([...(await server.texts())].sort(), `killed after ${dies}`).toEqual(['一', '二']);
      expect(phones.texts()).toEqual([]);
    }
    expect(deaths).toBeGreaterThan(3);
  });
});

/** The rules above are the handler's: the same lives against it, and each cut at each step. */
describe('offline, with the server itself', () => {
  let department: TestDepartment;
  let staff: Staff;
  const cases: string[] = [];
  const server: Server = {
    async file(input) {
      const result = await department.call(staff.adviser, 'talks.file', input);
      if (result.ok && !result.data.repeated) taken.push(input);
      return { result };
    },
    texts: async () => taken.map(({ problems }) => problems),
  };
  /** What the server said that it has newly taken; at the end it has that, and nothing else. */
  const taken: Talk[] = [];
  const phones = usePhones(() => server);
  beforeAll(async () => {
    department = await openDepartment();
    staff = await staffDepartment(department);
    await department.importText(
      '成绩.csv',
      gradeFile(
        gradeLine('202405010101', '林知远', 'SK01', '16', '45'),
        gradeLine('202405010102', '沈若溪', 'SK01', '16', '45'),
      ),
    );
    await department.act(staff.office, 'screenings.run', { id: uuidv7(), term: TERM, kind: 'official' });
    department.state.today = '2026-06-01';
    for (const { proposalId } of (await department.act(staff.leader, 'meeting.agenda', {})).items) {
      const { caseId } = await department.act(staff.leader, 'meeting.decide', {
        id: uuidv7(),
        proposalId,
        outcome: 'confirm',
        difficulty: 'both',
        causes: [],
        causeNote: '',
        reason: '',
      });
      if (caseId !== null) cases.push(caseId);
    }
    department.state.today = TODAY;
  });
  afterAll(async () => {
    const [stored] = await department.database.query<{ ids: string[] }>(
      'select array_agg(id::text order by id) as ids from xueye.talk_record',
    );
    await department.database.close();
    expect(stored?.ids).toEqual(taken.map(({ id }) => id).sort());
    expect(taken.length).toBeGreaterThan(30);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });
  let day = 0;
  /** A day of its own for each life: two talks of one day are another matter. */
  const nextDay = () => {
    day += 1;
    return new Date(NOON - day * DAY_MS).toISOString().slice(0, 10);
  };

  it('a filing stands once, wherever the network is cut and the app is killed', async () => {
    const { api, state } = phones;
    for (const cut of ['none', 'before', 'after'] as const) {
      for (let dies = 0; dies <= 8; dies += 1) {
        const heldOn = nextDay();
        const text = `${heldOn} ${cut} ${dies}`;
        await phones.open();
        api.drafts.writeDraft('p', 'talk', cases[0] ?? '', { problems: text, studentName: '' });
        state.cut = cut;
        phones.dieAfter(dies);
        await phones.run(() => submit(api, cases[0] ?? '', text, heldOn));
        state.cut = 'none';
        await phones.start();
        await api.queue.flush();
        // What is still a draft is sent from its form, as it stands.
        const draft = api.drafts.readDraft<Talk>('p', 'talk', cases[0] ?? '');
        if (draft) expect(await submit(api, cases[0] ?? '', draft.fields.problems, heldOn)).toBe('sent');
        const stored = (await server.texts()).filter((one) => one === text);
        expect(stored, text).toHaveLength(1);
        expect(phones.texts(), text).toEqual([]);
      }
    }
  });

  it('lives of a person with two phones', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 9 }), async (steps) => {
        await live(phones, steps, cases, server, nextDay());
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });
});
