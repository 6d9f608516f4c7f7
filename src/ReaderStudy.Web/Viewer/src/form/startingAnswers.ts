import type { Answers, CaseToRead, Draft, Question } from '../contract';
import type { KeptDraft } from '../saving/unsavedStore';
import { sameAnswers } from './answerSheet';
import { answersFromServer } from './asked';

export interface StartingAnswers {
  readonly answers: Answers;
  /**
   * The draft that this tab kept because the server had not confirmed it, after the last save that its page knew of, or sent; null: the server's
   * answers hold.
   */
  readonly unsaved: Draft | null;
  /** The aided stage begins: the reader revises a copy of the unaided answers. Nothing is saved until something is changed or locked. */
  readonly copied: boolean;
}

/**
 * What the answers of a stage begin with: what this tab kept, unless the server has something newer that this tab knew of; else what the server has; the aided stage of a sequential reading, as long as nothing
 * was saved in it, with the reader's own unaided answers, which are then revised (FDA 2022, FDA-2009-D-0503: second-reader paradigm).
 */
export function startingAnswers(questions: readonly Question[], toRead: CaseToRead, kept: KeptDraft | null): StartingAnswers {
  const saved = answersFromServer(questions, toRead.answers);
  if (kept !== null && (kept.clientSequence > toRead.clientSequence || isOvertaken(kept, toRead, saved))) {
    // What the page had sent did arrive: that is its own, and not another tab's.
    const arrived = kept.sent !== undefined && sameAnswers(kept.sent, saved);
    return { answers: kept.answers, unsaved: arrived ? { ...kept, after: toRead.clientSequence } : kept, copied: false };
  }
  const copied = toRead.stage === 'aided' && toRead.status === 'opened' && toRead.clientSequence === 0 && toRead.unaided !== undefined;
  return { answers: copied ? answersFromServer(questions, toRead.unaided ?? {}) : saved, unsaved: null, copied };
}

/** Another tab has saved other answers since: what was typed here is not dropped, the server refuses it, and the reader says which ones count. */
function isOvertaken(kept: Draft, toRead: CaseToRead, saved: Answers): boolean {
  return kept.after !== undefined && kept.after < toRead.clientSequence && !sameAnswers(kept.answers, saved);
}
