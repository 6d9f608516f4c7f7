// Sample conducts of the mock, for looking at them and for the checks.

import { liverOverlays } from './ai.mjs';

export const liverAi = {
  model: 'LiLNet 1.2',
  classes: [
    { id: 'HCC', label: 'Hepatocellular carcinoma', score: 0.712 },
    { id: 'ICC', label: 'Intrahepatic cholangiocarcinoma', score: 0.143 },
    { id: 'MET', label: 'Metastasis', score: 0.081 },
    { id: 'FNH', label: 'Focal nodular hyperplasia', score: 0.042 },
    { id: 'HEM', label: 'Haemangioma', score: 0.019 },
    { id: 'CYST', label: 'Cyst', score: 0.003 },
  ],
  label: 'Hepatocellular carcinoma',
};

const told = { age: 62, sex: 'F', history: 'Known hepatitis B. A new lesion was found by ultrasound.' };

export const malignantMetastasis = {
  id: 'malignant-metastasis',
  message: 'You called the lesion malignant and named it a metastasis.',
  when: { malignancy: 'malignant', subtype: 'MET' },
};

export const conducts = {
  plain: {},
  concurrent: { ai: liverAi, told, corrections: true },
  sequential: { aided: [1, 3], ai: liverAi, told, corrections: true, checks: [malignantMetastasis] },
  training: { training: true },
  drawn: { ai: liverAi, overlays: liverOverlays },
  request: { ai: liverAi, overlays: liverOverlays, onRequest: true },
};
