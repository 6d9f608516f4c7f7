import { expect, test, vi } from 'vitest';
import type { CaseToRead, Question } from '../contract';
import { CaseCorrection } from './caseCorrection';
import { MainPress } from './mainPress';

const size: Question = { id: 'size', text: 'Size', kind: 'number', minimum: 1, maximum: 300, decimals: 1, required: false };
const rated: Question = { id: 'rated', text: 'Sure?', kind: 'rating' };
const locked: CaseToRead = { position: 2, displayCode: 'Case 2', status: 'locked', clientSequence: 6, answers: { size: '12.5', rated: '40' }, series: [] };
const api = { correct: () => Promise.reject(new Error('none')), saveOutline: () => Promise.reject(new Error('none')), outline: () => Promise.reject(new Error('none')) };

function bench() {
  const shown = new CaseCorrection(locked, [size, rated], api, () => undefined, () => 0);
  const parts = { say: vi.fn(), lock: vi.fn(), askWhy: vi.fn(() => Promise.resolve()) };
  const main = new MainPress({
    screen: { column: { say: parts.say }, lock: { show: parts.lock } },
    contradictions: { asking: false, goOn: () => undefined },
    twoTabs: { asking: false, ask: () => undefined },
    correcting: { askWhy: parts.askWhy },
    locking: { press: () => undefined, armed: false },
    now: () => ({ shown, busy: false, front: 3 }),
    training: false,
    goOn: () => undefined,
  });
  return { shown, main, ...parts };
}

test('nothing is locked or saved over what is typed and no answer yet, wherever the reader is', () => {
  const { shown, main, say, lock, askWhy } = bench();
  shown.sheet.typed('size', null, '12.55', 'field');
  shown.sheet.goTo('rated');
  main.show();
  expect(lock).toHaveBeenLastCalledWith('incomplete', 'Save the correction');
  main.press();
  expect(askWhy).not.toHaveBeenCalled();
  expect(say).toHaveBeenLastCalledWith('Not complete yet: Size', true);
  expect(shown.sheet.current?.id).toBe('size');

  shown.sheet.typed('size', '12', '12', 'field');
  main.press();
  expect(askWhy).toHaveBeenCalledTimes(1);
});

test('what is missing is named, and gone to', () => {
  const { shown, main, say, askWhy } = bench();
  shown.sheet.clear('rated');
  shown.sheet.goTo('size');
  main.press();
  expect(askWhy).not.toHaveBeenCalled();
  expect(say).toHaveBeenLastCalledWith('Still to answer: Sure', true);
  expect(shown.sheet.current?.id).toBe('rated');
});
