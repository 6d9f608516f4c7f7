/** What the server says and is told; the same names as in the protocol document and in Features/ReadingRoom. The server leaves out what is null. */
import type { HangingViewport, Linking } from './hanging/hangingContract';

export interface Condition {
  readonly question: string;
  /** Empty where bounds are given. */
  readonly is: readonly string[];
  /** Bounds of a rating, both included; with a bound `is` does not count. */
  readonly atLeast?: number;
  readonly atMost?: number;
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
  readonly kind: 'choice' | 'ordinal' | 'multiple' | 'rating' | 'number' | 'text' | 'marks' | 'mask' | 'measure';
  readonly choices?: readonly Choice[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** Of marks; missing means point. */
  readonly shape?: 'point' | 'box';
  /** Of marks: what is asked of each mark beside its rating; choices, ratings and texts that depend on each other alone. */
  readonly perMark?: readonly Question[];
  /** Of measure. */
  readonly tool?: MeasureTool;
  /** Missing means true. */
  readonly required?: boolean;
  /** Asked only when this holds. */
  readonly when?: Condition | null;
  /** Rating: the part of the scale that belongs to what was decided; the first whose condition holds. */
  readonly sides?: readonly RatingSide[];
  /** Multiple: choices that exclude all others. */
  readonly exclusive?: readonly string[];
  readonly unit?: string;
  readonly decimals?: number;
  /** Helps to decide; answers nothing by itself. */
  readonly aid?: 'li-rads';
}

export interface RatingSide {
  readonly when: Condition;
  readonly minimum: number;
  readonly maximum: number;
}

export type MeasureTool = 'length' | 'bidirectional' | 'ellipse' | 'polygon';

/** `PUT cases/{p}/outlines/{question}`, and what `GET ...?mask=UID` answers. The PUT answers `{ mask }`: the answer to the question. */
export interface Outline {
  /** Missing means `only`. */
  readonly stage?: Stage;
  readonly series: number;
  readonly rows: number;
  readonly columns: number;
  /** As the series is stored, from 0. Runs of voxels, row after row: where one starts, counted from 0, and how long it is, and so on. */
  readonly slices: readonly { readonly slice: number; readonly runs: readonly number[] }[];
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
  /** Missing means true. */
  readonly linkZoom?: boolean | null;
  /** Missing: a viewport for each phase. */
  readonly viewports?: readonly HangingViewport[] | null;
}

/** A rating is a number; several choices are joined by `|` in the protocol's order; a number with a unit is its text, with a point. */
export type AnswerValue = string | number;
export type Answers = Readonly<Record<string, AnswerValue>>;

/**
 * Which reading of a case is on the screen. `only`: a case is read once in this session. `unaided`, then `aided`: a sequential session, in which
 * the AI may be revealed after the unaided answers were locked; nobody knows before whether it will be.
 */
export type Stage = 'only' | 'unaided' | 'aided';

export interface Term {
  readonly term: string;
  readonly meaning: string;
}

export interface SkipReason {
  readonly id: 'not-evaluable' | 'technical' | 'other';
  readonly label: string;
}

export interface SessionState {
  readonly sessionId: string;
  /** The reading condition's name. */
  readonly arm: string;
  /** `training`: on training cases, before the pivotal ones. Missing means pivotal. */
  readonly kind?: 'pivotal' | 'training';
  /** Each case is read unaided and locked; then the AI may be revealed and the case is read again at once. Missing means false. */
  readonly sequential?: boolean;
  /** Whose questions these are. A case that comes with another version was opened before or after an amendment: ask for the state again. */
  readonly protocolVersion?: number;
  readonly total: number;
  /** The case to read now, from 1; missing when every case is done. */
  readonly position?: number | null;
  /** How many cases are done: locked, or skipped with a reason. */
  readonly locked: number;
  /** False once the study takes no more readings. Missing means true. */
  readonly isOpen?: boolean;
  /** After so many cases in one sitting the room suggests a break; missing: never. */
  readonly breakAfterCases?: number | null;
  /** Why a case may be skipped. */
  readonly skipReasons?: readonly SkipReason[];
  /** A locked reading may be corrected with a reason. Missing means false. */
  readonly corrections?: boolean;
  /** The protocol asks for a signature on `/sessions/{sessionId}/sign`. Missing means false. */
  readonly sign?: boolean;
  /** The screens that the reader checked for the study; missing where none was, or none need be. */
  readonly checkedScreens?: readonly { readonly width: number; readonly height: number; readonly ratio: number }[];
  readonly questions: readonly Question[];
  readonly hanging: Hanging;
  readonly instructions: string;
  /** What the terms of the study mean; missing: none. */
  readonly glossary?: readonly Term[];
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
  /** Of an earlier exam. Missing means false. */
  readonly prior?: boolean;
}

/** A slide or photograph, in tiles as a Deep Zoom image cuts them. */
export interface PictureOfCase {
  readonly index: number;
  /** The stain or view; else its number. */
  readonly label: string;
  readonly width: number;
  readonly height: number;
  readonly tileSize: number;
  readonly overlap: number;
  readonly format: string;
  /** Missing where it is not known. */
  readonly micronsPerPixel?: number;
}

/** What the protocol's arm tells of the patient; what it does not tell is missing. */
export interface ToldOfPatient {
  readonly age?: number;
  /** `F`, `M`, `O`. */
  readonly sex?: string;
  readonly history?: string;
}

export interface AiClass {
  readonly id: string;
  readonly label: string;
  /** From 0 to 1; all of them add up to 1. */
  readonly score: number;
}

/** A model's output, only where the arm shows it (in a sequential session: only in the stage `aided`). */
export interface AiOutput {
  readonly model: string;
  /** In the protocol's order; empty where the model gave a label only, or nothing. */
  readonly classes: readonly AiClass[];
  /** The label on top, in words; missing where the model gave no output for this case. */
  readonly label?: string;
}

/** Training: the truth of a case whose last stage is locked. */
export interface Feedback {
  /** The reference standard, in words. */
  readonly truth: string;
  /** The question that is scored, and its right answer in words. */
  readonly question: string;
  readonly rightAnswer: string;
  /** Whether the reader's answer was right. */
  readonly right: boolean;
}

export interface CaseToRead {
  readonly position: number;
  readonly displayCode: string;
  /** Missing means `only`. */
  readonly stage?: Stage;
  /** The name of the reading condition of this stage. */
  readonly arm?: string;
  /** See the state's. */
  readonly protocolVersion?: number;
  /** Of the stage's reading. `skipped` is final as `locked` is. */
  readonly status: 'opened' | 'draft' | 'locked' | 'skipped';
  readonly clientSequence: number;
  /** Of the stage's reading; a rating comes as its digits. The aided stage begins without answers. */
  readonly answers: Readonly<Record<string, string | number>>;
  /** When the draft was last saved, ISO 8601; missing: never. */
  readonly savedAt?: string | null;
  /** How often the answers of this stage were corrected after the lock. Missing means 0. */
  readonly corrections?: number;
  /** Missing where the arm tells nothing. */
  readonly told?: ToldOfPatient;
  readonly ai?: AiOutput;
  /** True where the reader may ask for the AI (`POST cases/{p}/ai`) and has not. */
  readonly aiOnRequest?: boolean;
  /** In the stage `aided`: the reader's locked unaided answers, to look at. */
  readonly unaided?: Readonly<Record<string, string | number>>;
  readonly feedback?: Feedback;
  /** How the reader brought the series together; missing: not at all. */
  readonly linking?: Linking;
  readonly skipped?: { readonly reason: SkipReason['id']; readonly text: string };
  readonly series: readonly SeriesOfCase[];
  /** Missing where there are none. */
  readonly pictures?: readonly PictureOfCase[];
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
  /** Grows with every change of an answer. */
  readonly clientSequence: number;
  /**
   * The sequence of the last save that this page knows of; the server refuses with `reading.overtaken` when it has other answers of another one.
   * Missing: only a larger `clientSequence` is asked for.
   */
  readonly after?: number;
  readonly answers: Answers;
  readonly times: ReadingTimes;
  /** The stage of the case as it was shown; the server refuses an answer to a stage that is over. Missing means `only`. */
  readonly stage?: Stage;
}

/** `POST cases/{p}/lock`. */
export interface LockRequest extends Draft {
  /** By the check's id: why the answers stand although they contradict each other. */
  readonly confirmed?: Readonly<Record<string, string>>;
}

/** `POST cases/{p}/skip`. */
export interface SkipRequest {
  readonly clientSequence: number;
  /** See the draft's. */
  readonly after?: number;
  readonly stage?: Stage;
  readonly reason: SkipReason['id'];
  /** In the reader's words; needed for `other`. */
  readonly text: string;
  readonly times?: ReadingTimes;
}

/** `POST cases/{p}/correct`: new answers to a locked reading; the old ones are kept. */
export interface CorrectRequest {
  /** Larger than the case's. */
  readonly clientSequence: number;
  readonly stage?: Stage;
  readonly answers: Answers;
  readonly reason: string;
  readonly confirmed?: Readonly<Record<string, string>>;
}

export interface SavedDraft {
  readonly savedAt: string;
  readonly clientSequence: number;
}

/** The answer to a lock and to a skip: where reading goes on. */
export interface LockedReading {
  /** The position of the next case; the same one when the AI is now revealed for it; missing when this was the last. */
  readonly next?: number | null;
  /** Of the next case. `aided` at the position that was just locked: ask for the case again, the AI is in it now. */
  readonly stage?: Stage | null;
  /** The case at that position, opened; only where the lock asked for it and no rule keeps it closed. */
  readonly case?: CaseToRead;
}

/** `PUT` and `GET page/{page}`: whether the session is read on this page, or on one that was opened later. */
export interface OpenRoom {
  readonly isHere: boolean;
}

export interface CorrectedReading {
  readonly savedAt: string;
  readonly clientSequence: number;
  /** How often the answers were corrected, with this time. */
  readonly corrections: number;
}

/**
 * The body of 409. Codes that the page acts on: `reading.contradiction` (with `checks`: ask, then lock again with `confirmed`),
 * `reading.answers-complete`, `reading.no-edit-after-lock`, `reading.overtaken` (ask which answers count), `session.washout`, `session.rest` (with `opensAt`),
 * `session.period-first`, `session.one-after-the-other`, `session.training-first`, `session.instructions-first` (go to `/sessions`).
 */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** When the case opens, ISO 8601; missing where no date is known. */
  readonly opensAt?: string;
  readonly checks?: readonly { readonly id: string; readonly message: string }[];
}

export interface DicomElement {
  readonly vr: string;
  readonly Value?: readonly (string | number)[];
}

/** One frame in the DICOM JSON model (PS3.18 F): geometry, pixel format, rescale, window. */
export type FrameMetadata = Record<string, DicomElement>;
