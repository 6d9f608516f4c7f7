import type { Question } from '../contract';

const malignant = { question: 'malignancy', is: ['malignant'] };
const benign = { question: 'malignancy', is: ['benign'] };
const either = { question: 'malignancy', is: ['benign', 'malignant'] };

/** The questions of the liver-lesion protocol, for tests. */
export const liverQuestions: readonly [Question, Question, Question] = [
  {
    id: 'malignancy',
    text: 'Benign or malignant?',
    kind: 'choice',
    choices: [
      { id: 'benign', label: 'Benign' },
      { id: 'malignant', label: 'Malignant' },
    ],
  },
  {
    id: 'subtype',
    text: 'Which subtype?',
    kind: 'choice',
    when: either,
    choices: [
      { id: 'HCC', label: 'Hepatocellular carcinoma', when: malignant },
      { id: 'ICC', label: 'Intrahepatic cholangiocarcinoma', when: malignant },
      { id: 'MET', label: 'Metastasis', when: malignant },
      { id: 'FNH', label: 'Focal nodular hyperplasia', when: benign },
      { id: 'HEM', label: 'Haemangioma', when: benign },
      { id: 'CYST', label: 'Cyst', when: benign },
    ],
  },
  { id: 'confidence', text: 'How sure are you of the subtype?', kind: 'rating', minimum: 0, maximum: 100, when: either },
];
