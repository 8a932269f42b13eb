import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPagedList } from '../../../miniprogram/behaviors/paged-list';

interface Answer {
  readonly items: readonly number[];
  readonly nextCursor: string | null;
}
const PAGE = 50;

/** A server with `total` rows; each answer waits until it is let go. */
function server(total: number) {
  const waiting: (() => void)[] = [];
  const state = { isHeld: false, isBroken: false, asked: [] as (string | undefined)[] };
  const ask = async (cursor?: string): Promise<Answer> => {
    state.asked.push(cursor);
    if (state.isHeld) await new Promise<void>((go) => waiting.push(go));
    if (state.isBroken) throw new Error('offline');
    const from = Number(cursor ?? 0);
    const items = Array.from({ length: Math.min(PAGE, total - from) }, (_, index) => from + index);
    return { items, nextCursor: from + PAGE < total ? String(from + PAGE) : null };
  };
  return { state, ask, release: () => waiting.splice(0).map((go) => go()) };
}

const setData = vi.fn();
const showToast = vi.fn();
const open = (ask: (cursor?: string) => Promise<Answer>) =>
  createPagedList<Answer, number>(
    { setData, createSelectorQuery: () => ({}) as never },
    { ask, rowsOf: ({ items }, above) => items.map((item) => item + above.length * 0) },
  );

beforeEach(() => {
  setData.mockReset();
  showToast.mockReset();
  vi.stubGlobal('wx', { showToast });
});
afterEach(() => vi.unstubAllGlobals());

describe('a list in pages', () => {
  it('answers its first page, reads on once at a time, and ends', async () => {
    const { ask, state } = server(120);
    const list = open(ask);
    expect((await list.read())?.shown.hasMore).toBe(true);
    await Promise.all([list.more(), list.more()]);
    await list.more();
    await list.more();
    expect(state.asked).toEqual([undefined, '50', '100']);
    expect(setData.mock.calls.map(([{ hasMore }]) => hasMore)).toEqual([true, false]);
  });

  it('shows one row as it is now, and moves nothing else', async () => {
    const { ask } = server(120);
    const list = open(ask);
    const before = (await list.read())?.shown;
    const rows = (window: { groups: readonly { rows: readonly unknown[] }[] } | undefined) =>
      window?.groups.flatMap((group) => group.rows);
    const after = list.renew(-7, (held, row) => held === -row);
    expect(rows(after)).toEqual(rows(before)?.map((row) => (row === 7 ? -7 : row)));
    expect(after).toMatchObject({ above: before?.above, below: before?.below });
  });

  it('drops the answers of an older question', async () => {
    const { ask, release, state } = server(120);
    const list = open(ask);
    await list.read();
    state.isHeld = true;
    const more = list.more();
    const older = list.read();
    const newer = list.read();
    release();
    await more;
    expect(await older).toBeNull();
    expect(await newer).not.toBeNull();
    expect(setData).not.toHaveBeenCalled();
  });

  it('after coming back reads as far as before', async () => {
    const { ask, state } = server(300);
    const list = open(ask);
    await list.read();
    await list.more();
    state.asked.length = 0;
    await list.read(true);
    expect(state.asked).toEqual([undefined, '50']);
    state.asked.length = 0;
    await list.read();
    expect(state.asked).toEqual([undefined]);
  });

  it('says that a further page did not come, and asks for the same one again', async () => {
    const { ask, state } = server(120);
    const list = open(ask);
    await list.read();
    state.isBroken = true;
    await list.more();
    expect(showToast).toHaveBeenCalledTimes(1);
    await expect(list.read()).rejects.toThrow('offline');
    state.isBroken = false;
    await list.read();
    await list.more();
    expect(state.asked.at(-1)).toBe('50');
  });
});
