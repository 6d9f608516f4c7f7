import type { ToldOfPatient } from '../contract';

const sexes: Readonly<Record<string, string>> = { F: 'female', M: 'male', O: 'other' };

export interface ToldInWords {
  /** "62 years, female"; empty where neither is told. */
  readonly person: string;
  /** Empty where none is told. */
  readonly history: string;
}

/** What the arm tells of the patient; null where it tells nothing. */
export function toldInWords(told: ToldOfPatient | null | undefined): ToldInWords | null {
  const age = typeof told?.age === 'number' ? `${told.age} ${told.age === 1 ? 'year' : 'years'}` : '';
  const sex = typeof told?.sex === 'string' ? (sexes[told.sex] ?? '') : '';
  const history = told?.history?.trim() ?? '';
  const person = [age, sex].filter((part) => part !== '').join(', ');
  return person === '' && history === '' ? null : { person, history };
}
