import * as z from 'zod';
import { ROLES } from '../domain/role';
import { accountActions } from './actions/accounts';
import { auditActions } from './actions/audit';
import { calendarActions } from './actions/calendar';
import { certificateActions } from './actions/certificates';
import { commendationActions } from './actions/commendations';
import { conferenceActions } from './actions/conferences';
import { waiverActions } from './actions/duties';
import { figureActions } from './actions/figures';
import { guardianActions } from './actions/guardians';
import { helpActions } from './actions/help';
import { importActions } from './actions/imports';
import { jointMeetingActions } from './actions/joint-meetings';
import { letterActions } from './actions/letters';
import { meetingActions } from './actions/meeting';
import { oversightActions } from './actions/oversight';
import { pairingActions } from './actions/pairings';
import { planActions } from './actions/plans';
import { policyActions } from './actions/policies';
import { recruitingActions } from './actions/recruiting';
import { referralActions } from './actions/referrals';
import { reminderActions } from './actions/reminders';
import { rightsActions } from './actions/rights';
import { rolloverActions } from './actions/rollover';
import { rosterActions } from './actions/roster';
import { screeningActions } from './actions/screenings';
import { sessionActions } from './actions/session';
import { studentActions } from './actions/students';
import { summaryActions } from './actions/summary';
import { supervisionActions } from './actions/supervision';
import { talkActions } from './actions/talks';
import { teachingActions } from './actions/teaching';
import { textActions } from './actions/texts';
import { todayActions } from './actions/today';

/** The wire, said once: each client action, the function that serves it, and the shape of its input. */

export const actions = {
  ...accountActions,
  ...auditActions,
  ...calendarActions,
  ...certificateActions,
  ...commendationActions,
  ...conferenceActions,
  ...waiverActions,
  ...figureActions,
  ...guardianActions,
  ...helpActions,
  ...importActions,
  ...jointMeetingActions,
  ...letterActions,
  ...meetingActions,
  ...oversightActions,
  ...pairingActions,
  ...planActions,
  ...policyActions,
  ...recruitingActions,
  ...referralActions,
  ...reminderActions,
  ...rightsActions,
  ...rolloverActions,
  ...rosterActions,
  ...screeningActions,
  ...sessionActions,
  ...studentActions,
  ...summaryActions,
  ...supervisionActions,
  ...talkActions,
  ...teachingActions,
  ...textActions,
  ...todayActions,
} as const satisfies Record<string, { fn: 'api' | 'import' | 'papers'; input: z.ZodType }>;

export type ActionName = keyof typeof actions;
export type Input<A extends ActionName> = z.input<(typeof actions)[A]['input']>;
export type ParsedInput<A extends ActionName> = z.output<(typeof actions)[A]['input']>;

/** One call as a function receives it; `as` chooses among the caller's own roles. */
export const envelope = z.object({
  action: z.string().max(60),
  input: z.unknown(),
  as: z.enum(ROLES).optional(),
});
