import type { SkipReason, SkipRequest } from '../contract';

export interface SkipChoice {
  readonly reason: SkipReason['id'] | null;
  readonly text: string;
}

/** The server wants so many characters of words; `Reading.ShortestReason` there. */
const shortest = 3;

/** What a skip still lacks, for the reader; null when nothing. */
export function missingOfSkip({ reason, text }: SkipChoice): string | null {
  if (reason === null) {
    return 'Choose a reason.';
  }
  return reason === 'other' && text.trim().length < shortest ? 'Say in your words why.' : null;
}

/** What is sent; null while something is missing. */
export function skipOf(choice: SkipChoice): Pick<SkipRequest, 'reason' | 'text'> | null {
  return choice.reason === null || missingOfSkip(choice) !== null ? null : { reason: choice.reason, text: choice.text.trim() };
}
