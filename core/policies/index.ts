import type { Policy } from '../domain/policy';
import { policy2015 } from './policy-2015';
import { policy2025 } from './policy-2025';

/** The policies that ship with the software, by id; 2015 is the default. */
export const policies: Readonly<Record<string, Policy>> = {
  [policy2015.id]: policy2015,
  [policy2025.id]: policy2025,
};

export { policy2015, policy2025 };
