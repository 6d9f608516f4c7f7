import { afterEach, expect, test, vi } from 'vitest';
import { ReadingApi } from './readingApi';

afterEach(() => vi.unstubAllGlobals());

test('a request outlives its page only as far as browsers let it', async () => {
  const sent: (boolean | undefined)[] = [];
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    sent.push(init.keepalive);
    return Promise.resolve(new Response('{}'));
  });
  const api = new ReadingApi('s1', 'token');
  const draft = (text: string) => ({ clientSequence: 1, answers: { text }, times: { openedAt: 0, firstImageAt: null, firstInputAt: null, hiddenMs: 0 } });

  await api.saveDraft(1, draft('short'), true);
  await api.saveDraft(1, draft('ä'.repeat(30_000)), true);
  await api.saveDraft(1, draft('short'), false);

  expect(sent).toEqual([true, false, false]);
});
