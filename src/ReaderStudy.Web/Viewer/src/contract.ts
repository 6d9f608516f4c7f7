/** What the server says and is told; the same names as in the protocol document and in Features/ReadingRoom. The server leaves out what is null. */

export interface Condition {
  readonly question: string;
  readonly is: readonly string[];
}

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** Offered only when this holds. */
  readonly when?: Condition | null;
}

export interface Question {
  readonly id: string;
  readonly text: string;
  readonly kind: 'choice' | 'rating' | 'text';
  readonly choices?: readonly Choice[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** Missing means true. */
  readonly required?: boolean;
  /** Asked only when this holds. */
  readonly when?: Condition | null;
}

/** Centre and width in HU. */
export interface WindowPreset {
  readonly name: string;
  readonly center: number;
  readonly width: number;
}

export interface Hanging {
  readonly phases?: readonly string[];
  readonly windows?: readonly WindowPreset[];
  readonly linkScrolling?: boolean;
}

export type AnswerValue = string | number;
export type Answers = Readonly<Record<string, AnswerValue>>;

export interface SessionState {
  readonly sessionId: string;
  /** The reading condition's name. */
  readonly arm: string;
  readonly total: number;
  /** The case to read now, from 1; missing when every case is locked. */
  readonly position?: number | null;
  /** How many cases are locked. */
  readonly locked: number;
  /** False once the study takes no more readings. Missing means true. */
  readonly isOpen?: boolean;
  readonly questions: readonly Question[];
  readonly hanging: Hanging;
  readonly instructions: string;
}

export interface SeriesOfCase {
  readonly index: number;
  /** `native`, `arterial`, `portal-venous`, `delayed`; missing when it is not known. */
  readonly phase?: string | null;
  readonly sliceCount: number;
  readonly rows: number;
  readonly columns: number;
  /** From 0. */
  readonly openingSlice: number;
}

export interface CaseToRead {
  readonly position: number;
  readonly displayCode: string;
  readonly status: 'opened' | 'draft' | 'locked';
  readonly clientSequence: number;
  /** A rating comes as its digits. */
  readonly answers: Readonly<Record<string, string | number>>;
  /** When the draft was last saved, ISO 8601; missing: never. */
  readonly savedAt?: string | null;
  readonly series: readonly SeriesOfCase[];
}

/** Client durations in milliseconds; all but `hiddenMs` are counted from the page's start, null: not yet. */
export interface ReadingTimes {
  readonly openedAt: number;
  readonly firstImageAt: number | null;
  readonly firstInputAt: number | null;
  /** How long the page was out of sight since the case was opened. */
  readonly hiddenMs: number;
}

export interface Draft {
  /** Grows with every change of an answer; the server ignores a draft that is older than the one it has. */
  readonly clientSequence: number;
  readonly answers: Answers;
  readonly times: ReadingTimes;
}

export interface SavedDraft {
  readonly savedAt: string;
  readonly clientSequence: number;
}

export interface LockedReading {
  /** The position of the next case; missing when this was the last. */
  readonly next?: number | null;
}

export interface DicomElement {
  readonly vr: string;
  readonly Value?: readonly (string | number)[];
}

/** One frame in the DICOM JSON model (PS3.18 F): geometry, pixel format, rescale, window. */
export type FrameMetadata = Record<string, DicomElement>;
