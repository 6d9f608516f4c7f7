import { expect, test } from 'vitest';
import { aiInWords } from './aiRows';

test('every class has its probability, and the label is lit though another scores higher', () => {
  const { rows, sentence } = aiInWords({
    model: 'LiLNet',
    classes: [
      { id: 'HCC', label: 'Hepatocellular carcinoma', score: 0.48 },
      { id: 'HEM', label: 'Haemangioma', score: 0.4325 },
      { id: 'CYST', label: 'Cyst', score: 0 },
    ],
    label: 'Haemangioma',
  });

  expect(rows.map((r) => [r.label, r.percent, r.lit])).toEqual([
    ['Hepatocellular carcinoma', '48.0 %', false],
    ['Haemangioma', '43.3 %', true],
    ['Cyst', '0.0 %', false],
  ]);
  expect(sentence).toBeNull();
});

test('a model that gives a label only says it in words', () => {
  expect(aiInWords({ model: 'LiLNet', classes: [], label: 'Malignant' })).toEqual({ rows: [], sentence: 'Malignant' });
});

test('a model without output says so', () => {
  expect(aiInWords({ model: 'LiLNet', classes: [] }).sentence).toBe('The model gave no output for this case.');
});
