import type { ReminderSender } from '#core/application/ports';
import { createEmployeeMessages } from './employee-message';
import {
  createSubscribeMessages,
  type MessageOptions,
  type SubscribeMessageOptions,
} from './subscribe-message';

export interface DigestMessageOptions extends SubscribeMessageOptions {
  /** null: the department does not have the employee relation. */
  readonly employee: Pick<MessageOptions, 'templateId' | 'fields'> | null;
}

/** Sends each digest over the channel that it was begun on. */
export function createDigestMessages({ employee, ...options }: DigestMessageOptions): ReminderSender {
  const once = createSubscribeMessages(options);
  if (employee === null) return { channels: ['once'], send: once };
  const toEmployee = createEmployeeMessages({ ...options, ...employee });
  return {
    channels: ['employee', 'once'],
    send: (message) => (message.channel === 'employee' ? toEmployee(message) : once(message)),
  };
}
