import { expect, test } from 'vitest';
import { WheelSteps } from './wheelSteps';

test('a notch is one slice whatever the browser calls it', () => {
  const wheel = new WheelSteps();
  expect([wheel.steps(100, 0), wheel.steps(-120, 0), wheel.steps(3, 1)]).toEqual([1, -1, 1]);
});

test('small steps of a trackpad add up, and a turn begins anew', () => {
  const wheel = new WheelSteps();
  expect([wheel.steps(20, 0), wheel.steps(20, 0), wheel.steps(-20, 0), wheel.steps(-12, 0)]).toEqual([0, 1, 0, -1]);
});
