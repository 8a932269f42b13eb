import type { Actor, CaseWithFacts } from './ports';

/** Of whom the archive tells, and to whom. */
export interface TimelineSubject {
  readonly studentId: string;
  readonly cases: readonly CaseWithFacts[];
  readonly actor: Actor;
}
