import type { UseCase } from './use-case';

/** Asked of another function than the one that is at the import. */
export const showProgress: UseCase<'imports.progress'> = async ({ importId }, _actor, deps) => ({
  progress: await deps.imports.progress(importId),
});
