import type { ReadRefusal } from './refusal';

/**
 * Why a request failed. `unreachable`: no answer, or the server is in trouble, so trying again makes sense;
 * `signed-out`: 401; `refused`: the server said no and will say no again.
 */
export type FailureKind = 'unreachable' | 'signed-out' | 'refused';

export class RequestFailed extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
    /** What the server said with its no; null when it said nothing. */
    readonly refusal: ReadRefusal | null = null,
  ) {
    super(message);
    this.name = 'RequestFailed';
  }

  /** The broken rule's code, or null. */
  get code(): string | null {
    return this.refusal?.code ?? null;
  }
}

/** The broken rule's code, whatever went wrong; null when no rule was named. */
export function codeOf(error: unknown): string | null {
  return error instanceof RequestFailed ? error.code : null;
}

/** What went wrong, for a reader who can go on: nothing that was answered is lost. */
export function sentenceOf(error: unknown): string {
  if (error instanceof RequestFailed && error.kind === 'signed-out') {
    return 'you have been signed out. Your answers are kept in this tab; sign in in another tab, then try again.';
  }
  return error instanceof Error ? error.message : 'the server refused.';
}
