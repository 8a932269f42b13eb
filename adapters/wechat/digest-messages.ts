import type { ReminderSender } from '#core/application/ports';
import { digestText } from '#core/domain/reminder';
import { templateProblem } from '#core/domain/template-value';
import { chineseDay } from './deliver';
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

/** As long as one gets. */
const LONGEST = { talks: 999, others: 999, overdue: 999 };

/**
 * Sends each digest over the channel that it was begun on.
 *
 * @throws Error where the template's fields, as the deployment names them, cannot hold a digest
 */
export function createDigestMessages({ employee, ...options }: DigestMessageOptions): ReminderSender {
  for (const { text, day } of [options.fields, ...(employee === null ? [] : [employee.fields])]) {
    const values = [digestText(LONGEST), digestText({ ...LONGEST, overdue: 0 })];
    const problems = values.map((value) => templateProblem(text, value));
    const problem = [...problems, templateProblem(day, chineseDay('2026-12-31'))].find((one) => one !== null);
    if (problem) throw new Error(problem);
  }
  const once = createSubscribeMessages(options);
  if (employee === null) return { channels: ['once'], send: once };
  const toEmployee = createEmployeeMessages({ ...options, ...employee });
  return {
    channels: ['employee', 'once'],
    send: (message) => (message.channel === 'employee' ? toEmployee(message) : once(message)),
  };
}
