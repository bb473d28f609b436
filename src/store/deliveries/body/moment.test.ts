import { expect, it } from 'vitest';
import { Moment } from './moment.ts';

it('keeps microseconds and cuts what is below', () => {
  const moment = new Moment('2026-03-11T20:54:30.516267999Z');
  expect(moment.toISOString()).toBe('2026-03-11T20:54:30.516267Z');
  expect(moment.getTime()).toBe(Date.parse('2026-03-11T20:54:30.516Z'));
});

it('reads any offset and any number of digits, and JSON has it in full', () => {
  expect(new Moment('2026-03-11T21:54:30+01:00').toISOString()).toBe('2026-03-11T20:54:30.000Z');
  expect(new Moment('2026-03-11T20:54:30.5Z').toISOString()).toBe('2026-03-11T20:54:30.500Z');
  expect(JSON.stringify([new Moment('2026-03-11T20:54:30.5162+00:00')]))
    .toBe('["2026-03-11T20:54:30.5162Z"]');
});
