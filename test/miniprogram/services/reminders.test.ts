import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, call } from '../../../miniprogram/services/api';
import { cloudConfig } from '../../../miniprogram/services/config';
import { askForReminder, bindAsEmployee, canBeEmployee } from '../../../miniprogram/services/reminders';

vi.mock('../../../miniprogram/services/api', async (original) => ({
  ...(await original<typeof import('../../../miniprogram/services/api')>()),
  call: vi.fn(),
}));
const server = vi.mocked(call);

interface Question {
  success(answers: object): void;
  fail(error: { errCode: number }): void;
}
/** What the person answers on the phone. */
let reply: (question: Question) => void;
const answering = (word: string) => (question: Question) =>
  question.success({ [cloudConfig.reminderTemplateId]: word });
const sent = () => server.mock.calls.map(([, input]) => input as { id: string; answer: string });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('wx', { requestSubscribeMessage: (question: Question) => reply(question) });
  server.mockReset();
  server.mockResolvedValue({ credits: 3, isEmployee: true });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const ask = async () => {
  const asked = askForReminder().catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  return asked;
};

describe('asking for a reminder', () => {
  it.each([
    ['accept', { kind: 'accepted', credits: 3 }],
    ['acceptWithAudio', { kind: 'accepted', credits: 3 }],
    ['reject', { kind: 'rejected' }],
    ['ban', { kind: 'banned' }],
    ['filter', { kind: 'banned' }],
  ])('%s', async (word, expected) => {
    reply = answering(word);
    expect(await ask()).toEqual(expected);
    expect(sent()).toMatchObject([{ answer: expected.kind }]);
  });

  it('tells the server again of an accept that did not arrive, by the same id', async () => {
    reply = answering('accept');
    server
      .mockRejectedValueOnce(new ApiError('OFFLINE', '没有连上'))
      .mockRejectedValueOnce(new ApiError('INTERNAL', '没有完成'));
    expect(await ask()).toEqual({ kind: 'accepted', credits: 3 });
    expect(sent()).toHaveLength(3);
    expect(new Set(sent().map(({ id }) => id)).size).toBe(1);
  });

  it('says so in the end, and takes a refusal at its word', async () => {
    reply = answering('accept');
    server.mockRejectedValue(new ApiError('OFFLINE', '没有连上'));
    expect(await ask()).toMatchObject({ code: 'OFFLINE' });
    expect(sent()).toHaveLength(3);
    server.mockRejectedValue(new ApiError('FORBIDDEN', '不可以'));
    expect(await ask()).toMatchObject({ code: 'FORBIDDEN' });
    expect(sent()).toHaveLength(4);
  });

  it.each([
    [20004, 'switched-off'],
    [20005, 'rejected'],
  ])('the phone says no by itself: %i', async (errCode, kind) => {
    reply = ({ fail }) => fail({ errCode });
    expect(await ask()).toEqual({ kind });
    expect(sent()).toEqual([]);
  });
});

describe('asking for the employee relation', () => {
  const template = String(cloudConfig.employeeTemplateId);
  const offering = (answer: (question: Question) => void) =>
    vi.stubGlobal('wx', { bindEmployeeRelation: answer });

  it.each([
    ['agreed to, with its messages', { bindingStatus: 'accept', [template]: 'accept' }, 'accepted'],
    ['agreed to without its messages', { bindingStatus: 'accept', [template]: 'reject' }, 'rejected'],
    ['refused', { bindingStatus: 'reject' }, 'rejected'],
  ])('%s', async (_, answers, answer) => {
    offering((question) => question.success(answers));
    await bindAsEmployee();
    expect(sent()).toMatchObject([{ channel: 'employee', answer }]);
  });

  it('that is closed without an answer is none', async () => {
    offering((question) => question.fail({ errCode: 1 }));
    expect(await bindAsEmployee()).toBe(false);
    expect(sent()).toEqual([]);
  });

  it('is not offered by an older WeChat', () => {
    expect(canBeEmployee()).toBe(false);
    offering(() => undefined);
    expect(canBeEmployee()).toBe(true);
  });
});
