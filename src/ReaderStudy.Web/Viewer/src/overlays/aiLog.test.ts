import { expect, test, vi } from 'vitest';
import { RequestFailed } from '../api/requestFailed';
import { AiLog } from './aiLog';
import type { AiStep } from './overlayContract';

function log(send: (steps: readonly AiStep[]) => Promise<unknown>, kept = new Map<string, string>()) {
  const store = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  return { kept, log: new AiLog({ storeKey: 'k', store, now: () => 7.4, send }) };
}

const change = (on: boolean) => ({ part: 'masks', on, opacity: 60 }) as const;

test('steps go on from the number that the server has, also those taken before it said so', async () => {
  const sent: number[][] = [];
  const { log: steps } = log((batch) => Promise.resolve(sent.push(batch.map((s) => s.number))));
  steps.add([change(false)]);
  await steps.flush();
  steps.begin(3);
  steps.add([change(true)]);

  await steps.flush();

  expect(sent).toEqual([[4, 5]]);
});

test('what did not reach the server is sent again, and after a reload what it does not have', async () => {
  vi.useFakeTimers();
  let down = true;
  const sent: number[] = [];
  const send = (batch: readonly AiStep[]): Promise<unknown> =>
    down ? Promise.reject(new RequestFailed('unreachable', 'No answer.')) : Promise.resolve(sent.push(...batch.map((s) => s.number)));
  const { log: first, kept } = log(send);
  first.begin(0);
  first.add([change(false), change(true)]);
  await first.flush();
  down = false;

  const { log: reloaded } = log(send, kept);
  // The first of the two had arrived after all.
  reloaded.begin(1);
  reloaded.add([change(false)]);
  await reloaded.flush();

  expect(sent).toEqual([2, 3]);
  expect(kept.size).toBe(0);
  vi.useRealTimers();
});

test('what the server refuses is given up', async () => {
  const { log: steps, kept } = log(() => Promise.reject(new RequestFailed('refused', 'Locked.')));
  steps.begin(0);
  steps.add([change(false)]);

  await steps.flush();

  expect(kept.size).toBe(0);
});
