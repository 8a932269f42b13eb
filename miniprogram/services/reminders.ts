import type { Input } from '#core/contract/actions';
import type { Output } from '#core/contract/outputs';
import { ApiError, call } from './api';
import { cloudConfig } from './config';
import { newId } from './platform';

export type TopUp =
  | { readonly kind: 'accepted'; readonly credits: number }
  /** Said no, switched messages off as a whole, or banned by WeChat. */
  | { readonly kind: 'rejected' | 'switched-off' | 'banned' };

/** The main switch of subscription messages is off on this phone. */
const SWITCHED_OFF = 20004;

/** WeChat has counted an accept already: the server is told so often before the person is told of it. */
const TRIES = 3;
const PAUSE_MS = 1500;

/**
 * Asks for one message more. WeChat shows its question only inside a tap: nothing may be awaited before.
 *
 * @throws ApiError where the answer could not be noted
 */
export function askForReminder(): Promise<TopUp> {
  const templateId = cloudConfig.reminderTemplateId;
  // One id for this tap, whatever is repeated: it counts once.
  const id = newId();
  return new Promise((resolve, reject) => {
    wx.requestSubscribeMessage({
      tmplIds: [templateId],
      success: (answers) => {
        const answer = answerOf(Reflect.get(answers, templateId));
        note({ id, channel: 'once', answer }, TRIES).then(
          ({ credits }) => resolve(answer === 'accepted' ? { kind: answer, credits } : { kind: answer }),
          reject,
        );
      },
      fail: ({ errCode }) => resolve({ kind: errCode === SWITCHED_OFF ? 'switched-off' : 'rejected' }),
    });
  });
}

/** Older than base library 3.10.0 of WeChat: it cannot be offered. */
export const canBeEmployee = (): boolean =>
  cloudConfig.employeeTemplateId !== null && typeof wx.bindEmployeeRelation === 'function';

/**
 * Asks for the employee relation, over which every message comes from then on. Shown only inside a tap:
 * nothing may be awaited before.
 *
 * @returns whether the person agreed to the relation and to its messages
 * @throws ApiError where the answer could not be noted
 */
export function bindAsEmployee(): Promise<boolean> {
  const templateId = cloudConfig.employeeTemplateId ?? '';
  const id = newId();
  return new Promise((resolve, reject) => {
    wx.bindEmployeeRelation({
      tmplIds: [templateId],
      success: (answers: object) => {
        const isAgreed =
          Reflect.get(answers, 'bindingStatus') === 'accept' && Reflect.get(answers, templateId) === 'accept';
        const answer = isAgreed ? 'accepted' : 'rejected';
        note({ id, channel: 'employee', answer }, TRIES).then(
          ({ isEmployee }) => resolve(isEmployee),
          reject,
        );
      },
      fail: () => resolve(false),
    });
  });
}

/** Back to one message for each accept. @throws ApiError */
export async function endEmployee(): Promise<void> {
  await note({ id: newId(), channel: 'employee', answer: 'rejected' }, TRIES);
}

type Answer = Input<'reminders.subscribe'>['answer'];

/** `acceptWithAudio`: accepted, and to be heard; one message all the same. */
function answerOf(word: unknown): Answer {
  if (word === 'accept' || word === 'acceptWithAudio') return 'accepted';
  return word === 'reject' ? 'rejected' : 'banned';
}

/** Again where it did not arrive or the server failed; a refusal stays one. */
async function note(
  input: Input<'reminders.subscribe'>,
  tries: number,
): Promise<Output<'reminders.subscribe'>> {
  try {
    return await call('reminders.subscribe', input);
  } catch (error) {
    const isPassing = error instanceof ApiError && (error.code === 'OFFLINE' || error.code === 'INTERNAL');
    if (!isPassing || tries === 1) throw error;
    await new Promise((resume) => setTimeout(resume, PAUSE_MS));
    return note(input, tries - 1);
  }
}
