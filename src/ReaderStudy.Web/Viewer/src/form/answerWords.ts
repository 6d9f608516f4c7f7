import type { Answers, AnswerValue, Question } from '../contract';
import { measureInWords } from '../marks/calibration';
import { readMarks, readMeasured } from '../marks/drawnAnswers';

/** An answer as its reader would say it: the labels of choices, the number with its unit, the text. */
export function answerInWords(question: Question, value: AnswerValue): string {
  switch (question.kind) {
    case 'marks': {
      const count = readMarks(value)?.length ?? 0;
      return count === 0 ? 'nothing to mark' : count === 1 ? '1 mark' : `${count} marks`;
    }
    case 'measure': {
      const measured = readMeasured(value);
      return measured === null ? 'nothing measured' : measureInWords(measured.value, measured.unit);
    }
    case 'mask':
      return 'outlined';
    default:
      return chosenInWords(question, value);
  }
}

function chosenInWords(question: Question, value: AnswerValue): string {
  const labels = String(value)
    .split('|')
    .map((id) => question.choices?.find((c) => c.id === id)?.label);
  const words = labels.every((label) => label !== undefined) ? labels.join(', ') : String(value);
  return question.kind === 'number' && question.unit !== undefined ? `${words} ${question.unit}` : words;
}

export interface AnswerInWords {
  readonly questionId: string;
  readonly words: string;
}

/** The answers that were given, in the order of their questions. */
export function answersInWords(questions: readonly Question[], answers: Answers): AnswerInWords[] {
  return questions.flatMap((question) => {
    const value = answers[question.id];
    return value === undefined ? [] : [{ questionId: question.id, words: answerInWords(question, value) }];
  });
}

/** What questions are called in a sentence: without their mark at the end. */
export function namesOf(questions: readonly Question[]): string {
  return questions.map((q) => q.text.replace(/[?:]\s*$/, '')).join('; ');
}
