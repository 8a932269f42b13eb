import type { MiniprogramDefinition } from '../index';

export type { MiniprogramDefinition } from '../index';

let given: MiniprogramDefinition | undefined;

export function setDefinition(definition: MiniprogramDefinition): void {
  given = definition;
}

/** The mini-program that runs in this window. */
export function definition(): MiniprogramDefinition {
  if (!given) throw new Error('no mini-program has been started');
  return given;
}
