import { randomBytes } from 'node:crypto';

/** Stands for a number that is erased: X and 12 hex digits, drawn anew, so that nothing leads back. */
export const makePseudonym = (): string => `X${randomBytes(6).toString('hex')}`;
