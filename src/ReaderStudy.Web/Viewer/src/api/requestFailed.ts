/**
 * Why a request failed. `unreachable`: no answer, or the server is in trouble, so trying again makes sense;
 * `signed-out`: 401; `refused`: the server said no and will say no again.
 */
export type FailureKind = 'unreachable' | 'signed-out' | 'refused';

export class RequestFailed extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
    /** The broken rule's code, or null. */
    readonly code: string | null = null,
  ) {
    super(message);
    this.name = 'RequestFailed';
  }
}
