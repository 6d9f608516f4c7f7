import type { ReadingApi } from '../api/readingApi';
import type { CaseToRead, Question } from '../contract';
import { DrawnCase } from '../marks/drawnCase';
import type { UnsavedStore } from '../saving/unsavedStore';

/** What is drawn in a reading. @param unsaved Keeps what the server does not have; null: nothing is kept, as with a correction. */
export function drawnOf(
  { position, stage = 'only' }: CaseToRead,
  questions: readonly Question[],
  api: Pick<ReadingApi, 'saveOutline' | 'outline'>,
  unsaved: UnsavedStore | null,
): DrawnCase {
  return new DrawnCase({
    questions,
    save: (question, outline) => api.saveOutline(position, question, { stage, ...outline }),
    load: (question, uid) => api.outline(position, question, uid),
    find: () => unsaved?.findDrawing({ position, stage }) ?? null,
    keep: (text) => unsaved?.keepDrawing({ position, stage }, text),
  });
}
