import type { Answers, AnswerValue, Outline, Question } from '../contract';
import { contentOf, type OutlineContent, outlineOf } from '../outlines/outlineContent';
import { OutlineLedger } from '../outlines/outlineLedger';
import { readMarks, writeMarks } from './drawnAnswers';
import { type HalfDrawn, type KeptAnswer, readKeptDrawing } from './halfDrawn';

export interface DrawnCaseParts {
  readonly questions: readonly Question[];
  readonly save: (question: string, outline: Outline) => Promise<string>;
  readonly load: (question: string, uid: string) => Promise<Outline>;
  /** What this tab keeps of the reading's drawings; null: nothing. */
  readonly find: () => string | null;
  readonly keep: (text: string | null) => void;
}

/** What is drawn in one reading: its outlines, what is half drawn, and which of it the server can be sent. */
export class DrawnCase {
  readonly outlines: OutlineLedger;
  private half: HalfDrawn | null;
  private readonly sent = new Map<string, string>();
  private readonly drawnQuestions: readonly Question[];
  private readonly listeners = new Set<() => void>();
  private answers: Answers = {};
  private keptText: string | null;
  private keeping: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly parts: DrawnCaseParts) {
    this.drawnQuestions = parts.questions.filter(isDrawn);
    this.outlines = new OutlineLedger({ save: parts.save, load: parts.load, changed: () => this.listeners.forEach((listener) => listener()) });
    this.keptText = parts.find();
    this.half = readKeptDrawing(this.keptText).half;
  }

  /** An outline has come or was saved. */
  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  get halfDrawn(): HalfDrawn | null {
    return this.half;
  }

  set halfDrawn(half: HalfDrawn | null) {
    const grows = this.half !== null && half !== null;
    this.half = half;
    if (grows) {
      // A stroke grows with every movement: it is kept a moment later.
      this.keeping ??= setTimeout(() => this.keepNow(), 100);
    } else {
      this.keep();
    }
  }

  /** The answers with what this tab kept of drawings that the server does not have. */
  resume(answers: Answers): Answers {
    const kept = readKeptDrawing(this.keptText).answers;
    const resumed = this.drawnQuestions.flatMap(({ id }): [string, AnswerValue][] => {
      const of = kept[id];
      if (of === undefined || of.sent !== (answers[id] ?? null)) {
        return [];
      }
      return [[id, of.outline === undefined ? of.answer : this.outlines.add(contentOf(of.outline))]];
    });
    for (const { id } of this.drawnQuestions) {
      const was = answers[id];
      if (was !== undefined) {
        this.sent.set(id, String(was));
      }
    }
    this.answers = { ...answers, ...Object.fromEntries(resumed) };
    return this.answers;
  }

  /** The answers as the server can have them: outlines that it has, marks that are rated. */
  toSend(answers: Answers): Answers {
    if (this.drawnQuestions.length === 0) {
      return answers;
    }
    this.answers = answers;
    const sendable: Record<string, AnswerValue> = { ...answers };
    for (const { id, kind } of this.drawnQuestions) {
      const answer = answers[id];
      if (kind === 'mask') {
        this.outlines.want(id, answer === undefined ? null : String(answer));
      }
      const sent = answer === undefined ? null : this.sendable(id, kind, String(answer));
      if (sent === null) {
        delete sendable[id];
        this.sent.delete(id);
      } else {
        sendable[id] = sent;
        this.sent.set(id, sent);
      }
    }
    this.keep();
    return sendable;
  }

  /** Keeps what waits to be kept: the page is being left. */
  keepNow(): void {
    if (this.keeping !== null) {
      this.keep();
    }
  }

  /** The tab keeps something drawn that the server does not have. */
  get isKept(): boolean {
    this.keepNow();
    return this.keptText !== null;
  }

  content(question: string, answer: AnswerValue | undefined): OutlineContent | null {
    return answer === undefined ? null : this.outlines.contentOf(question, String(answer));
  }

  /** Resolves when the server has every outline. */
  settled(): Promise<void> {
    return this.outlines.settled();
  }

  /** The reading is over: nothing of it is kept. */
  forget(): void {
    this.half = null;
    this.keepNow();
    this.keptText = null;
    this.parts.keep(null);
  }

  private sendable(id: string, kind: Question['kind'], answer: string): string | null {
    if (kind === 'mask') {
      return this.outlines.uidOf(answer) ?? this.sent.get(id) ?? null;
    }
    const marks = kind === 'marks' ? readMarks(answer) : null;
    const rated = marks?.filter((mark) => mark.rating !== null) ?? [];
    // Nothing rated is not the same as nothing to mark.
    return marks === null || rated.length === marks.length ? answer : rated.length === 0 ? null : writeMarks(rated);
  }

  private keep(): void {
    if (this.keeping !== null) {
      clearTimeout(this.keeping);
      this.keeping = null;
    }
    const answers = this.drawnQuestions.flatMap(({ id, kind }): [string, KeptAnswer][] => {
      const answer = this.answers[id];
      const sent = this.sent.get(id) ?? null;
      const sendable = answer === undefined || kind !== 'mask' ? answer : this.outlines.uidOf(String(answer));
      if (answer === undefined || (sendable !== null && sendable === sent)) {
        return [];
      }
      const content = kind === 'mask' ? this.outlines.contentOf(id, String(answer)) : null;
      return [[id, { sent, answer: String(answer), ...(content === null ? {} : { outline: outlineOf(content) }) }]];
    });
    const nothing = answers.length === 0 && this.half === null;
    if (!nothing || this.keptText !== null) {
      this.keptText = nothing ? null : JSON.stringify({ half: this.half, answers: Object.fromEntries(answers) });
      this.parts.keep(this.keptText);
    }
  }
}

export function isDrawn({ kind }: Pick<Question, 'kind'>): boolean {
  return kind === 'marks' || kind === 'mask' || kind === 'measure';
}
