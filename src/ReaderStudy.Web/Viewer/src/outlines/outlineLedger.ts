import type { Outline } from '../contract';
import { RequestFailed, sentenceOf } from '../api/requestFailed';
import { contentOf, type OutlineContent, outlineOf } from './outlineContent';

export interface OutlineLedgerParts {
  /** Resolves to the UID of the outline. */
  readonly save: (question: string, outline: Outline) => Promise<string>;
  readonly load: (question: string, uid: string) => Promise<Outline>;
  /** An outline has come, was saved, or is not saved yet for another reason. */
  readonly changed: () => void;
}

export type OutlineSaving = { readonly kind: 'saved' | 'saving' } | { readonly kind: 'waiting' | 'refused'; readonly why: string };

const quiet = 400;
const retryAfter = [1000, 2000, 4000, 8000, 15_000] as const;
const ownPrefix = 'drawn:';

interface Wanted {
  readonly answer: string;
  saving: OutlineSaving;
  /** The server was asked, and has said no. */
  readonly over: Promise<void>;
}

/**
 * Every state of the outlines of one reading. In the history of answers a state that was just drawn goes by a name of this page;
 * once the server has it, by its UID.
 */
export class OutlineLedger {
  private readonly contents = new Map<string, OutlineContent>();
  private readonly uids = new Map<string, string>();
  private readonly loading = new Set<string>();
  private readonly wanted = new Map<string, Wanted>();
  private count = 0;

  constructor(private readonly parts: OutlineLedgerParts) {}

  /** Takes a new state; returns the answer that it goes by here. */
  add(content: OutlineContent): string {
    this.count += 1;
    const answer = `${ownPrefix}${this.count}`;
    this.contents.set(answer, content);
    return answer;
  }

  /** Null: it is not there yet, and is fetched. */
  contentOf(question: string, answer: string): OutlineContent | null {
    const known = this.contents.get(answer);
    if (known === undefined && !answer.startsWith(ownPrefix) && !this.loading.has(answer)) {
      this.loading.add(answer);
      this.parts.load(question, answer).then(
        (outline) => {
          this.contents.set(answer, contentOf(outline));
          this.parts.changed();
        },
        () => setTimeout(() => this.loading.delete(answer), retryAfter[1]),
      );
    }
    return known ?? null;
  }

  /** What the server calls it; null: it does not have it yet. */
  uidOf(answer: string): string | null {
    return answer.startsWith(ownPrefix) ? (this.uids.get(answer) ?? null) : answer;
  }

  savingOf(question: string): OutlineSaving {
    return this.wanted.get(question)?.saving ?? { kind: 'saved' };
  }

  /** Saves the state that a question is answered with now, a moment later; what was wanted before no longer is. */
  want(question: string, answer: string | null): void {
    if (this.wanted.get(question)?.answer === answer) {
      return;
    }
    this.wanted.delete(question);
    const content = answer === null ? undefined : this.contents.get(answer);
    if (answer !== null && content !== undefined && this.uidOf(answer) === null) {
      const over = Promise.resolve().then(() => this.save(question, answer, content));
      this.wanted.set(question, { answer, saving: { kind: 'saving' }, over });
    }
  }

  /** Resolves when the server has everything that is wanted; rejects when it refuses something. */
  async settled(): Promise<void> {
    for (;;) {
      const open = [...this.wanted.values()].filter(({ answer }) => this.uidOf(answer) === null);
      if (open.length === 0) {
        return;
      }
      await Promise.all(open.map(({ over }) => over));
      const refused = [...this.wanted.values()].map(({ saving }) => saving).find((saving) => saving.kind === 'refused');
      if (refused !== undefined && 'why' in refused) {
        throw new RequestFailed('refused', refused.why);
      }
    }
  }

  private async save(question: string, answer: string, content: OutlineContent): Promise<void> {
    const isWanted = (): boolean => this.wanted.get(question)?.answer === answer;
    await pause(quiet);
    for (let failures = 0; isWanted(); failures += 1) {
      try {
        const uid = await this.parts.save(question, outlineOf(content));
        this.uids.set(answer, uid);
        this.contents.set(uid, content);
        this.tell(question, answer, { kind: 'saved' });
        return;
      } catch (error) {
        if (error instanceof RequestFailed && error.kind === 'refused') {
          this.tell(question, answer, { kind: 'refused', why: sentenceOf(error) });
          return;
        }
        this.tell(question, answer, { kind: 'waiting', why: sentenceOf(error) });
        await pause(retryAfter[Math.min(failures, retryAfter.length - 1)] ?? retryAfter[0]);
      }
    }
  }

  private tell(question: string, answer: string, saving: OutlineSaving): void {
    const wanted = this.wanted.get(question);
    if (wanted?.answer === answer) {
      wanted.saving = saving;
    }
    this.parts.changed();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
