import * as z from 'zod';
import { MESSAGE_CHANNELS, SETTLE_NOTE_LIMIT } from '../../domain/reminder-message';
import { cursor, id, text } from './fields';

/** Messages, and what became of them. */
export const reminderActions = {
  'reminders.mine': { fn: 'api', input: z.object({}) },
  /** What was answered to the question for one message more, or for the employee relation. */
  'reminders.subscribe': {
    fn: 'api',
    input: z.object({
      id,
      channel: z.enum(MESSAGE_CHANNELS).default('once'),
      answer: z.enum(['accepted', 'rejected', 'banned']),
    }),
  },
  'reminders.problems': { fn: 'api', input: z.object({ cursor }) },
  'reminders.settle': {
    fn: 'api',
    input: z.object({
      messageId: id,
      how: z.enum(['told', 'send-again']),
      /** How the person was told. */
      note: text(SETTLE_NOTE_LIMIT),
    }),
  },
} as const;
