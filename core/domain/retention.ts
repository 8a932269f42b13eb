import { addMonths, type LocalDate } from './local-date';

/** How long what is kept of a student stays whole after the last case was closed, in years; a school's own rule may be longer. */
export const RETENTION_YEARS = 3;

/** The first day on which a student's data may lose its name, by the last day that work on it ended. */
export const mayLoseNameOn = (endedOn: LocalDate, years: number = RETENTION_YEARS): LocalDate =>
  addMonths(endedOn, years * 12);
