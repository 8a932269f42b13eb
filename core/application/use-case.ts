import type { ActionName, ParsedInput } from '../contract/actions';
import type { Output } from '../contract/outputs';
import type { Actor, Deps, Repositories } from './ports';

/** What a use-case works with: the repositories of its one transaction, and the world outside. */
export type UseCaseDeps = Omit<Deps, 'store'> & Repositories;

/** Input, actor, deps; in that order, everywhere. */
export type UseCase<A extends ActionName> = (
  input: ParsedInput<A>,
  actor: Actor,
  deps: UseCaseDeps,
) => Promise<Output<A>>;

/** The use-cases that one function serves. */
export type Handlers = { readonly [A in ActionName]?: UseCase<A> };
