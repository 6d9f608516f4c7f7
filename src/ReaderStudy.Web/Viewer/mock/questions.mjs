// Questions of every kind, beside those of the liver protocol.
const whenDecided = { question: 'malignancy', is: ['benign', 'malignant'] };

export const everyKind = [
  {
    id: 'features',
    text: 'Which features do you see?',
    kind: 'multiple',
    choices: [
      { id: 'fat', label: 'Fat' },
      { id: 'blood', label: 'Blood' },
      { id: 'capsule', label: 'Capsule' },
      { id: 'none', label: 'None of these' },
    ],
    exclusive: ['none'],
  },
  { id: 'size', text: 'Largest diameter', kind: 'number', minimum: 10, maximum: 300, unit: 'mm', decimals: 1 },
  {
    id: 'score',
    text: 'How malignant?',
    kind: 'rating',
    minimum: 0,
    maximum: 100,
    when: whenDecided,
    sides: [
      { when: { question: 'malignancy', is: ['malignant'] }, minimum: 51, maximum: 100 },
      { when: { question: 'malignancy', is: ['benign'] }, minimum: 0, maximum: 49 },
    ],
  },
  {
    id: 'category',
    text: 'Which LI-RADS category?',
    kind: 'ordinal',
    aid: 'li-rads',
    choices: ['LR-1', 'LR-2', 'LR-3', 'LR-4', 'LR-5', 'LR-M', 'LR-TIV'].map((id) => ({ id, label: id })),
  },
  { id: 'quality', text: 'How good are the images?', kind: 'rating', minimum: 1, maximum: 7 },
];

export const glossary = [
  { term: 'Washout', meaning: 'Darker than the liver around it in a later phase.' },
  { term: 'Capsule', meaning: 'A smooth rim around most of the observation.' },
  { term: 'Threshold growth', meaning: 'The diameter grew by half or more within six months.' },
];
