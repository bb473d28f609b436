import { describe, expect, it } from 'vitest';
import { renewAt } from './renewal.ts';
import { stateOf } from './scopes.ts';

describe('stateOf', () => {
  it.each([
    ['read_customers read_orders read_all_orders', 'connected'],
    ['write_customers write_orders read_all_orders', 'connected'],
    ['read_customers read_orders', 'truncated'],
    ['read_customers', undefined],
    ['read_orders read_all_orders', undefined],
    ['read_customers read_all_orders', undefined],
    ['', undefined],
  ])('of %j is %s', (scopes, state) => {
    expect(stateOf(scopes.split(' '))).toBe(state);
  });
});

describe('renewAt', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  it.each([
    [null, '2026-11-22T12:00:00.000Z'],
    ['2026-11-22T12:00:00Z', '2026-11-22T06:00:00.000Z'],
    ['2026-11-21T13:00:00Z', '2026-11-21T12:01:00.000Z'],
  ])('for what ends at %s is %s', (ends, at) => {
    expect(renewAt(ends === null ? null : new Date(ends), now).toISOString()).toBe(at);
  });
});
