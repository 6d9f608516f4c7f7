import type { CaseToRead, Stage } from '../contract';

/** What the button says that locks a stage. The unaided stage says the same for every case: nobody knows whether the AI will follow. */
export function lockWords(stage: Stage): string {
  switch (stage) {
    case 'only':
    case 'unaided':
      return 'Lock reading and go on';
    case 'aided':
      return 'Lock with AI and go on';
  }
}

export function isFinal({ status }: CaseToRead): boolean {
  return status === 'locked' || status === 'skipped';
}

/** How often a reading was corrected, in words; null: never. */
export function correctedInWords(corrections: number): string | null {
  switch (corrections) {
    case 0:
      return null;
    case 1:
      return 'corrected once';
    case 2:
      return 'corrected twice';
    default:
      return `corrected ${corrections} times`;
  }
}
