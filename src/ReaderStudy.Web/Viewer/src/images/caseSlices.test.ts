import { expect, test } from 'vitest';
import { ReadingApi } from '../api/readingApi';
import type { CaseImages } from './caseImages';
import { CaseSlices } from './caseSlices';

const images: CaseImages = { position: 1, key: '1', sources: [], places: [], hung: [], linking: null };

test('code of the views that does not come is told to who waits for it, and is no error of the page before somebody does', async () => {
  const failed = new TypeError('Failed to fetch dynamically imported module');
  const slices = new CaseSlices(new ReadingApi('s1', ''), {}, Promise.reject(failed));

  // A rejection that nobody has taken by now fails the run.
  await new Promise((resolve) => setTimeout(resolve));

  await expect(slices.loadAll(images)).rejects.toBe(failed);
});
