import type { Actor } from './ports';

/** Across what is taken out: who took it, and when. */
export const readerMark = ({ name, workNo, today }: Pick<Actor, 'name' | 'workNo' | 'today'>): string =>
  `${name} ${workNo} ${today}`;
