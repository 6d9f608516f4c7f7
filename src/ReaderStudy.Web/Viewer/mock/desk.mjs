// The conduct of a mock session: which stage a case is in, what it shows, what locking, skipping and correcting do.

/** @typedef {{ aided?: number[], told?: object, ai?: object, training?: boolean, feedback?: boolean, corrections?: boolean, onRequest?: boolean, overlays?: object[], checks?: { id: string, message: string, when: Record<string, string> }[] }} Conduct
 * `aided`: a sequential session in which the AI is revealed at these positions; `ai` alone: an arm with AI. */

export const skipReasons = [
  { id: 'not-evaluable', label: 'The images cannot be evaluated' },
  { id: 'technical', label: 'Technical problem: images are missing or do not load' },
  { id: 'other', label: 'Another reason' },
];

const fresh = () => ({ status: 'opened', clientSequence: 0, answers: {}, savedAt: null, times: null, corrections: 0, skipped: undefined });

export class MockDesk {
  /** @param {number} total @param {Conduct} conduct */
  constructor(total, conduct) {
    this.conduct = conduct;
    this.sequential = conduct.aided !== undefined;
    /** The reading of each case's first stage. */
    this.readings = Array.from({ length: total }, fresh);
    /** The reading of the aided stage, from when the AI was revealed. */
    this.aidedReadings = Array.from({ length: total }, () => null);
  }

  reading(position) {
    return this.aidedReadings[position - 1] ?? this.readings[position - 1];
  }

  stage(position) {
    return this.aidedReadings[position - 1] !== null ? 'aided' : this.sequential ? 'unaided' : 'only';
  }

  isDone(position) {
    return ['locked', 'skipped'].includes(this.reading(position).status);
  }

  get done() {
    return this.readings.filter((_, i) => this.isDone(i + 1)).length;
  }

  get current() {
    const at = this.readings.findIndex((_, i) => !this.isDone(i + 1));
    return at < 0 ? null : at + 1;
  }

  case(position) {
    const { times, ...known } = this.reading(position);
    const stage = this.stage(position);
    const { ai, told, training, feedback = true } = this.conduct;
    const shown = { position, stage, arm: stage === 'aided' || (ai && !this.sequential) ? 'With AI' : 'Unaided', ...known, told };
    if (stage === 'aided' || (!this.sequential && ai)) {
      shown.ai = ai;
    }
    if (stage === 'aided') {
      shown.unaided = this.readings[position - 1].answers;
    }
    if (training && feedback && known.status === 'locked') {
      const right = known.answers.malignancy === 'malignant';
      shown.feedback = { truth: 'Hepatocellular carcinoma', question: 'Benign or malignant?', rightAnswer: 'Malignant', right };
    }
    return shown;
  }

  /** Null, or why not. */
  draft(position, draft) {
    const reading = this.reading(position);
    if (draft.stage !== this.stage(position)) {
      return { code: 'reading.no-edit-after-lock', message: 'This case was locked elsewhere.' };
    }
    if (this.isDone(position)) {
      return { code: 'reading.no-edit-after-lock', message: 'This reading is locked.' };
    }
    if (this.#isOvertaken(reading, draft)) {
      return { code: 'reading.overtaken', message: 'These answers were changed elsewhere in the meantime.' };
    }
    if (draft.clientSequence > reading.clientSequence) {
      this.#put(reading, draft, 'draft');
    }
    return null;
  }

  lock(position, draft) {
    const reading = this.reading(position);
    const stage = this.stage(position);
    if (draft.stage !== stage) {
      return { refused: { code: 'reading.no-edit-after-lock', message: 'This case was locked elsewhere.' } };
    }
    if (reading.status !== 'locked' && this.#isOvertaken(reading, draft)) {
      return { refused: { code: 'reading.overtaken', message: 'These answers were changed elsewhere in the meantime.' } };
    }
    if (reading.status === 'locked' && JSON.stringify(reading.answers) !== JSON.stringify(draft.answers)) {
      return { refused: { code: 'reading.no-edit-after-lock', message: 'This reading is locked.' } };
    }
    const refused = this.#contradiction(draft);
    if (refused !== null) {
      return { refused };
    }
    this.#put(reading, draft, 'locked');
    if (stage === 'unaided' && this.conduct.aided.includes(position)) {
      this.aidedReadings[position - 1] = fresh();
    }
    return { value: this.#next() };
  }

  /** Other answers are there, of a save that the page does not know of. */
  #isOvertaken({ clientSequence, answers }, draft) {
    return (
      JSON.stringify(answers) !== JSON.stringify(draft.answers) &&
      (draft.clientSequence <= clientSequence || (draft.after !== undefined && draft.after !== clientSequence))
    );
  }

  skip(position, { reason, text, clientSequence }) {
    Object.assign(this.reading(position), { status: 'skipped', clientSequence, answers: {}, skipped: { reason, text } });
    return this.#next();
  }

  correct(position, request) {
    const reading = this.reading(position);
    if (this.conduct.refuseCorrection) {
      return { refused: this.conduct.refuseCorrection };
    }
    const refused = this.#contradiction(request);
    if (refused !== null) {
      return { refused };
    }
    reading.corrections += 1;
    Object.assign(reading, { answers: request.answers, clientSequence: request.clientSequence, reason: request.reason });
    return { value: { savedAt: new Date().toISOString(), clientSequence: request.clientSequence, corrections: reading.corrections } };
  }

  #contradiction({ answers, confirmed = {} }) {
    const checks = (this.conduct.checks ?? []).filter((c) => Object.entries(c.when).every(([q, v]) => answers[q] === v) && !confirmed[c.id]);
    return checks.length === 0
      ? null
      : { code: 'reading.contradiction', message: 'Answers contradict each other.', checks: checks.map(({ id, message }) => ({ id, message })) };
  }

  #put(reading, { answers, clientSequence, times, confirmed }, status) {
    Object.assign(reading, { answers, clientSequence, times, status, savedAt: new Date().toISOString() }, confirmed === undefined ? {} : { confirmed });
  }

  #next() {
    const next = this.current;
    return next === null ? {} : { next, stage: this.stage(next) };
  }
}
