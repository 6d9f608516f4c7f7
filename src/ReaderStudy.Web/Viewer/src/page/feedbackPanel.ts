import type { Feedback } from '../contract';
import { element } from '../dom/element';

/** After a training case is locked: whether it was right, and what is true. */
export function feedbackPanel({ truth, question, rightAnswer, right }: Feedback): HTMLElement {
  return element('section', right ? 'feedback right' : 'feedback', { role: 'status', 'aria-label': 'Feedback' }, [
    element('h2', '', {}, [right ? 'Right' : 'Not right']),
    element('dl', '', {}, [
      element('dt', '', {}, [question, ' The right answer:']),
      element('dd', '', {}, [rightAnswer]),
      element('dt', '', {}, ['Reference standard:']),
      element('dd', '', {}, [truth]),
    ]),
  ]);
}
