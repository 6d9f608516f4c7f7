import { expect, test } from 'vitest';
import { AiShowing } from './aiShowing';

test('hiding everything drawn and showing it again says every part that changed', () => {
  const showing = new AiShowing();
  showing.toggle('boxes');

  expect(showing.toggleDrawn(['predictions', 'boxes', 'masks'])).toEqual([{ part: 'masks', on: false, opacity: 60 }]);
  expect(showing.toggleDrawn(['predictions', 'boxes', 'masks'])).toEqual([
    { part: 'boxes', on: true, opacity: 60 },
    { part: 'masks', on: true, opacity: 60 },
  ]);
  expect(showing.isOn('predictions')).toBe(true);
});

test('opacity is of areas, and a value that it has already changes nothing', () => {
  const showing = new AiShowing();

  expect(showing.setOpacity(60, ['masks'])).toEqual([]);
  expect(showing.nextOpacity(['predictions', 'boxes', 'masks', 'activations'])).toEqual([
    { part: 'masks', on: true, opacity: 80 },
    { part: 'activations', on: true, opacity: 80 },
  ]);
});
