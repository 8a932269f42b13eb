import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { logFault } from '../../cloudfunctions/runtime/fault';
import { guarded, MAX_EVENT_BYTES } from '../../cloudfunctions/runtime/guarded';

const written: string[] = [];
beforeEach(() => {
  written.length = 0;
  vi.spyOn(console, 'error').mockImplementation((line) => void written.push(String(line)));
});
afterEach(() => vi.restoreAllMocks());

const SECRET = '王小明家里有变故';
const failing = (error: unknown) =>
  guarded(
    'api',
    logFault,
    (action) => (action === 'talks.file' ? action : null),
    () => Promise.reject(error),
  );
const event = { action: 'talks.file', input: { problems: SECRET } };

describe('a function that meets a fault', () => {
  it('answers INTERNAL with the request id that the log has', async () => {
    const reply = await failing(new Error(`bad text "${SECRET}"`))(event, { request_id: 'req-1' });
    expect(reply).toMatchObject({ ok: false, requestId: 'req-1', error: { code: 'INTERNAL' } });
    expect(JSON.stringify(reply)).toContain('req-1');
    expect(JSON.parse(written[0] ?? '')).toMatchObject({
      level: 'error',
      function: 'api',
      action: 'talks.file',
      requestId: 'req-1',
      error: { name: 'Error', stack: expect.arrayContaining([expect.stringContaining('at ')]) },
    });
  });

  it.each([
    ['its message', new Error(`invalid input syntax: "${SECRET}"`)],
    ['its cause', new Error('query failed', { cause: new Error(SECRET) })],
    [
      'the details of a database',
      Object.assign(new Error('duplicate'), { detail: `Key (name)=(${SECRET})` }),
    ],
    ['a thrown text', SECRET],
    ['a message of several lines', new Error(`first\n${SECRET}\n    not a frame ${SECRET}`)],
  ])('keeps what a person wrote out of log and answer, although it stands in %s', async (_where, error) => {
    const reply = await failing(error)(event);
    expect(JSON.stringify(reply)).not.toContain(SECRET);
    expect(written).toHaveLength(1);
    expect(written[0]).not.toContain(SECRET);
  });

  it('logs where it happened, and the names that a database gives', async () => {
    const error = Object.assign(new Error('x'), {
      code: '23505',
      constraint: 'talk_pkey',
      table: 'talk_record',
    });
    await failing(error)(event);
    const logged = JSON.parse(written[0] ?? '').error;
    expect(logged).toMatchObject({ code: '23505', constraint: 'talk_pkey', table: 'talk_record' });
    expect(logged.stack[0]).toContain('guarded.test.ts');
  });

  it('logs no action that is not ours, whatever the caller named it', async () => {
    await failing(new Error('x'))({ action: SECRET });
    expect(JSON.parse(written[0] ?? '').action).toBeNull();
    expect(written[0]).not.toContain(SECRET);
  });
});

describe('the size of a call', () => {
  const answered = vi.fn(
    async () => ({ ok: true, data: null, requestId: 'r', today: '2026-09-14' }) as const,
  );
  const main = guarded('api', logFault, () => null, answered);
  /** An event of exactly so many bytes of JSON, in Chinese characters of three bytes each. */
  const eventOf = (bytes: number) => {
    const room = bytes - JSON.stringify({ a: '' }).length;
    return { a: '学'.repeat(Math.floor(room / 3)) + 'x'.repeat(room % 3) };
  };

  it.each([
    [MAX_EVENT_BYTES, true],
    [MAX_EVENT_BYTES + 1, false],
  ])('of %d bytes is let in: %s', async (bytes, isLetIn) => {
    answered.mockClear();
    const reply = await main(eventOf(bytes));
    expect(reply.ok).toBe(isLetIn);
    expect(answered).toHaveBeenCalledTimes(isLetIn ? 1 : 0);
    if (!reply.ok) expect(reply.error.code).toBe('TOO_LARGE');
  });

  it.each([undefined, null, 'text', 5])('takes %s without a fault', async (odd) => {
    expect((await main(odd)).ok).toBe(true);
  });
});
