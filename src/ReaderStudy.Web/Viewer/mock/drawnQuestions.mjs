// Questions that are answered on the image.

export const points = {
  id: 'lesions',
  text: 'Mark every lesion',
  kind: 'marks',
  minimum: 0,
  maximum: 100,
  perMark: [
    {
      id: 'kind',
      text: 'What is it?',
      kind: 'choice',
      choices: [
        { id: 'benign', label: 'Benign' },
        { id: 'malignant', label: 'Malignant' },
      ],
    },
  ],
};
export const boxes = { id: 'boxes', text: 'Box every lesion', kind: 'marks', shape: 'box', minimum: 1, maximum: 5 };
export const outline = { id: 'outline', text: 'Outline the largest lesion', kind: 'mask', required: false };
export const measure = (tool) => ({ id: tool, text: `Measure it: ${tool}`, kind: 'measure', tool, required: false });

export const sessionOf = (...questions) => ({
  questions,
  hanging: { phases: ['native', 'arterial', 'portal-venous', 'delayed'], windows: [{ name: 'All', center: 500, width: 1200 }], linkScrolling: true },
});

export const drawnSession = sessionOf(points, boxes, outline, measure('length'), measure('bidirectional'), measure('ellipse'), measure('polygon'));
