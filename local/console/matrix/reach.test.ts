import { describe, expect, it } from 'vitest';
import { type Reach, reachOf, widest } from './reach.ts';

describe('reachOf', () => {
  it.each<[string, Reach, Reach]>([
    ['42501', 'closed', 'closed'],
    ['428C9', 'closed', 'closed'],
    ['-', 'none', 'none'],
    ['own', 'own', 'own'],
    ['all', 'all', 'all'],
    ['all · -: deleted', 'all', 'all'],
    ['own northPlan', 'some', 'some'],
    ['×3', 'some', 'some'],
    ['23503', 'some', 'some'],
    ['42501/guard', 'some', 'some'],
    ['42501/guard: own', 'own', 'own'],
    ['own · 23514: manager', 'some', 'some'],
    ['42501/rls', 'refused', 'some'],
    ['42501/rls: all · oneself', 'some', 'all'],
  ])('reads %s', (cell, inserting, changing) => {
    expect([reachOf(cell, true), reachOf(cell, false)]).toEqual([inserting, changing]);
  });

  it('takes the widest of several', () => {
    expect(widest(['closed', 'own', 'none'])).toBe('own');
    expect(widest([])).toBeUndefined();
  });
});
