/**
 * A refusal that a user may read. Everything else that is thrown is a fault and is answered
 * with INTERNAL and the request id.
 *
 * @param code stable, upper snake case, for programs
 * @param message one Chinese sentence: what happened and what to do
 * @param field the input field it speaks of, if one
 */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly field?: string,
  ) {
    super(message);
    this.name = 'DomainError';
  }
}
