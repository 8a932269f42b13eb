/** What family, contact and guardians of a student may be opened for; kept with each reading. */
export const READING_PURPOSES = ['contact-student', 'contact-parents', 'prepare-talk'] as const;
export type ReadingPurpose = (typeof READING_PURPOSES)[number];
