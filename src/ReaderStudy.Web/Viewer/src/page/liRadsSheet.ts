import type { Question } from '../contract';
import { element, setText } from '../dom/element';
import type { AnswerSheet } from '../form/answerSheet';
import { liRads, type Observation } from '../form/liRads';
import { canonicalNumber } from '../form/numberAnswer';
import { AskSheet } from './askSheet';

type Feature = 'nonrimHyperenhancement' | 'washout' | 'capsule' | 'growth' | 'inVein' | 'targetoid' | 'definitely' | 'probably';

const features: readonly { readonly feature: Feature; readonly key: string; readonly label: string }[] = [
  { feature: 'nonrimHyperenhancement', key: 'H', label: 'Arterial phase hyperenhancement, nonrim' },
  { feature: 'washout', key: 'W', label: 'Washout, nonperipheral' },
  { feature: 'capsule', key: 'C', label: 'Capsule, enhancing' },
  { feature: 'growth', key: 'G', label: 'Threshold growth' },
  { feature: 'inVein', key: 'V', label: 'Tumour in vein' },
  { feature: 'targetoid', key: 'T', label: 'Targetoid, or malignant and not specific for HCC' },
  { feature: 'definitely', key: 'B', label: 'Definitely benign' },
  { feature: 'probably', key: 'P', label: 'Probably benign' },
];

/** Asks for the major features and says which category they make. The answer is filled only when the reader takes it over. */
export function askLiRads(question: Question, sheet: AnswerSheet): Promise<void> {
  const told = new Set<Feature>();
  const size = element('input', 'number-answer', { type: 'text', inputmode: 'decimal', autocomplete: 'off', 'aria-label': 'Largest diameter in mm' });
  size.value = sizeOf(sheet);
  const result = element('p', 'aid-result', { role: 'status', 'aria-live': 'polite' });
  const rows = features.map(({ feature, key, label }) => {
    const row = element('button', 'choice', { type: 'button', role: 'checkbox', 'aria-checked': 'false' }, [
      element('kbd', '', { 'aria-hidden': 'true' }, [key]),
      element('span', '', {}, [label]),
    ]);
    row.addEventListener('click', () => toggle(feature));
    return { feature, row };
  });
  const seen = (): ReturnType<typeof liRads> => liRads(observation(size.value, told));
  const draw = (): void => {
    rows.forEach(({ feature, row }) => row.setAttribute('aria-checked', String(told.has(feature))));
    const { category, why } = seen();
    setText(result, category === null ? why : `${category}: ${why}`);
  };
  const toggle = (feature: Feature): void => {
    if (!told.delete(feature)) {
      told.add(feature);
      const other = feature === 'definitely' ? 'probably' : 'definitely';
      if (feature === 'definitely' || feature === 'probably') {
        told.delete(other);
      }
    }
    draw();
  };
  const content = element('div', 'aid-sheet', {}, [
    element('label', 'number-line', {}, ['Largest diameter', size, element('span', 'number-unit', {}, ['mm'])]),
    ...rows.map(({ row }) => row),
    result,
    element('p', 'quiet', {}, ['LI-RADS CT/MRI v2018 (American College of Radiology). Ancillary features and ties are yours to weigh.']),
  ]);
  content.addEventListener('input', draw);
  content.addEventListener('keydown', (event) => {
    const found = features.find((f) => f.key === event.key.toUpperCase());
    if (found !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      toggle(found.feature);
    }
  });
  draw();
  return new AskSheet({
    title: 'LI-RADS aid',
    content: [content],
    action: 'Take it over',
    act: () => {
      const { category } = seen();
      if (category === null) {
        return Promise.resolve({ wrong: 'Tell the size first: the largest diameter in mm.' });
      }
      return Promise.resolve(sheet.answer(question.id, category) ? 'done' : { wrong: `This study does not offer ${category}. Choose an answer beside the images.` });
    },
  }).open();
}

function observation(size: string, told: ReadonlySet<Feature>): Observation {
  const millimetres = canonicalNumber(size, 2);
  return {
    millimetres: millimetres === null || Number(millimetres) <= 0 ? null : Number(millimetres),
    nonrimHyperenhancement: told.has('nonrimHyperenhancement'),
    washout: told.has('washout'),
    capsule: told.has('capsule'),
    growth: told.has('growth'),
    inVein: told.has('inVein'),
    targetoid: told.has('targetoid'),
    benign: told.has('definitely') ? 'definitely' : told.has('probably') ? 'probably' : null,
  };
}

/** The first number in mm that was answered already. */
function sizeOf({ questions, answers }: AnswerSheet): string {
  const answered = questions.find((q) => q.kind === 'number' && q.unit === 'mm' && answers[q.id] !== undefined);
  return answered === undefined ? '' : String(answers[answered.id]);
}
