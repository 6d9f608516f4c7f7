/** Decoders that were started before the program that uses them was read. */
const waiting: Worker[] = [];

const start = (): Worker =>
  new Worker(new URL('../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/decodeImageFrameWorker.js', import.meta.url), { type: 'module' });

/** How many decode side by side. */
export const decoders = Math.max(1, Math.min(4, Math.floor(navigator.hardwareConcurrency / 2)));

/** Starts a decoder beside the page's own thread, which is busy reading the program meanwhile. */
export function startDecoder(): void {
  waiting.push(start());
}

export function takeDecoder(): Worker {
  return waiting.pop() ?? start();
}
