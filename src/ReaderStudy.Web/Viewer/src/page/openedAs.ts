import type { ReadingApi } from '../api/readingApi';
import type { CaseToRead, Question } from '../contract';
import type { SavingStatus } from '../saving/draftSaver';
import type { UnsavedStore } from '../saving/unsavedStore';
import { CaseLook } from './caseLook';
import { CaseReading } from './caseReading';
import { isFinal } from './stageWords';

export interface OpenedAsParts {
  readonly api: ReadingApi;
  readonly questions: readonly Question[];
  readonly unsaved: UnsavedStore;
  readonly onStatus: (reading: CaseReading, status: SavingStatus) => void;
  readonly onChange: (reading: CaseReading, cleared: readonly Question[]) => void;
}

/** A case as it comes on the screen: to look at once it is locked or skipped, else to read. */
export function openedAs(toRead: CaseToRead, { api, questions, unsaved, onStatus, onChange }: OpenedAsParts): CaseLook | CaseReading {
  if (isFinal(toRead)) {
    return new CaseLook(toRead, questions, api);
  }
  // While it is made it is not on the screen yet: what it says then is drawn with it.
  let reading: CaseReading | null = null;
  const made = (tell: (of: CaseReading) => void): void => {
    if (reading !== null) {
      tell(reading);
    }
  };
  reading = new CaseReading(toRead, {
    api,
    questions,
    unsaved,
    onStatus: (status) => made((of) => onStatus(of, status)),
    onChange: (cleared) => made((of) => onChange(of, cleared)),
  });
  return reading;
}
