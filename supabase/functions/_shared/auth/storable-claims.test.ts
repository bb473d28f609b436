import { describe, expect, it } from 'vitest';
import { isSubject, storableClaims } from './storable-claims.ts';

describe('storableClaims', () => {
  it('drops what jsonb cannot store, at any depth, in names and in values', () => {
    expect(storableClaims({ sub: 's', user_metadata: { 'na\0me': ['A\0na \ud83e', '🥋'] } }))
      .toEqual({ sub: 's', user_metadata: { name: ['Ana ', '🥋'] } });
  });

  it('changes nothing else', () => {
    const claims = { sub: 's', iat: 1, aud: ['a', 'b'], none: null, deep: { is: [{}, true, ''] } };
    expect(storableClaims(claims)).toEqual(claims);
  });
});

describe('isSubject', () => {
  it('takes what a row can be found by', () => {
    expect(['user_2ab', 'x'.repeat(255), 'João 🥋'].map(isSubject)).toEqual([true, true, true]);
    const bad = ['', 'a\0b', 'a\ud83e', 'x'.repeat(256), 7, undefined];
    expect(bad.map(isSubject)).toEqual(bad.map(() => false));
  });
});
