/** The longest texts of the roster, in characters. */
export const ROSTER_LIMITS = { name: 40, workNo: 30, reason: 100 } as const;
