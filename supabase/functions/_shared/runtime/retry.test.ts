import { DrizzleQueryError } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { isTransient, retryTransient } from './retry.ts';

const coded = (code: string) => Object.assign(new Error(code), { code });

describe('isTransient', () => {
  it.each([
    '40001',
    '40P01',
    '08006',
    '08P01',
    '57P01',
    '53300',
    'CONNECTION_CLOSED',
    'ECONNRESET',
  ])(
    'is true of %s, also as a cause',
    (code) => {
      expect(isTransient(coded(code))).toBe(true);
      expect(isTransient(new DrizzleQueryError('select', [], coded(code)))).toBe(true);
    },
  );

  it.each(['23505', '42501', '57014', 'POOL_SATURATED'])('is false of %s', (code) => {
    expect(isTransient(coded(code))).toBe(false);
  });

  it('is false of what is no error', () => {
    expect(isTransient('40001')).toBe(false);
  });
});

describe('retryTransient', () => {
  const failing = (times: number, code: string) => {
    let calls = 0;
    const fn = () => ++calls <= times ? Promise.reject(coded(code)) : Promise.resolve(calls);
    return { fn, calls: () => calls };
  };

  it('repeats until it succeeds', async () => {
    const { fn } = failing(2, '40001');
    expect(await retryTransient(fn, { attempts: 3, baseMs: 1 })).toBe(3);
  });

  it('gives up after the last attempt with its error', async () => {
    const { fn, calls } = failing(9, '40001');
    await expect(retryTransient(fn, { attempts: 2, baseMs: 1 })).rejects.toThrow('40001');
    expect(calls()).toBe(2);
  });

  it('does not repeat what would fail again', async () => {
    const { fn, calls } = failing(9, '23505');
    await expect(retryTransient(fn, { attempts: 5, baseMs: 1 })).rejects.toThrow('23505');
    expect(calls()).toBe(1);
  });
});
