import { invalid, object, text, whole } from './policy-fields';

/** When reminders go out (reading §5). Days count from the due date, hours are Asia/Shanghai. */
export interface ReminderRules {
  /** The first reminder, so many days before the due date; 0: none before the day itself. */
  readonly daysBefore: number;
  /** After the due date again every so many days. */
  readonly overdueEvery: number;
  /** The leader's digest lists what is overdue by this many days. */
  readonly leaderAfter: number;
  /** No message goes out from `from` until `until`, `HH:MM`; may span midnight. */
  readonly quiet: { readonly from: string; readonly until: string };
}

/** Also holds for policy files that were written before there were these settings. */
export const DEFAULT_REMINDER_RULES: ReminderRules = {
  daysBefore: 3,
  overdueEvery: 7,
  leaderAfter: 7,
  quiet: { from: '21:00', until: '07:00' },
};

/** @throws DomainError POLICY_INVALID naming the path */
export function reminderRules(value: unknown): ReminderRules {
  const rules = object(value, 'reminders');
  const quiet = object(rules.quiet, 'reminders.quiet');
  const days = (key: string, least: number) => {
    const path = `reminders.${key}`;
    const count = whole(rules[key], path);
    if (count < least || count > 60) throw invalid(path, `应为 ${least} 到 60 的整数`);
    return count;
  };
  const hour = (key: string) => {
    const path = `reminders.quiet.${key}`;
    const time = text(quiet[key], path);
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw invalid(path, '应为时刻，例如 21:00');
    return time;
  };
  return {
    daysBefore: days('daysBefore', 0),
    overdueEvery: days('overdueEvery', 1),
    leaderAfter: days('leaderAfter', 1),
    quiet: { from: hour('from'), until: hour('until') },
  };
}
