import { element } from '../dom/element';
import type { ToldInWords } from './toldWords';

/** What the arm tells of the patient, above the questions. */
export function toldPanel({ person, history }: ToldInWords): HTMLElement {
  return element('section', 'told', { 'aria-label': 'Patient' }, [
    person === '' ? null : element('p', 'told-person', {}, [person]),
    history === '' ? null : element('p', 'told-history', {}, [history]),
  ]);
}
