import { expect, test } from 'vitest';
import type { SeenBatch, SeenScreen } from './seenBatch';
import { SeenSender } from './seenSender';

const screen: SeenScreen = { width: 1366, height: 768, pageWidth: 1366, pageHeight: 700, ratio: 1, rendering: 'cpu' };
const content = { visible: 10, hidden: 0, idle: 0, series: [] };

function senderTo(answers: (() => Promise<unknown>)[]): { sender: SeenSender; got: number[] } {
  const got: number[] = [];
  const sender = new SeenSender({
    page: 'abcdefgh',
    send: (_position, batch: SeenBatch) => {
      got.push(batch.sequence);
      return (answers.shift() ?? (() => Promise.resolve()))();
    },
    isRefusal: (error) => error === 'refused',
  });
  return { sender, got };
}

test('what does not arrive is sent again under the same number, in order', async () => {
  const { sender, got } = senderTo([() => Promise.reject(new Error('no network'))]);
  sender.add(1, 'only', content, screen);
  sender.add(1, 'only', content, screen);
  await sender.run();
  expect(got).toEqual([1]);
  expect(sender.isIdle).toBe(false);

  await sender.run();

  expect(got).toEqual([1, 1, 2]);
  expect(sender.isIdle).toBe(true);
});

test('what the server refuses is not sent again', async () => {
  const { sender, got } = senderTo([() => Promise.reject('refused')]);
  sender.add(1, 'only', content, screen);
  await sender.run();

  expect(got).toEqual([1]);
  expect(sender.isIdle).toBe(true);
});

test('a page that goes sends everything that waits', () => {
  const { sender, got } = senderTo([]);
  sender.add(1, 'only', content, screen);
  sender.add(2, 'only', content, screen);
  sender.leave();

  expect(got).toEqual([1, 2]);
});
