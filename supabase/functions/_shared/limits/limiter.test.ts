import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { limiter } from './limiter.ts';

describe('a limiter', () => {
  it('runs so many at once, in order, and goes on after a failure', async () => {
    const limited = limiter(2);
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const outcomes = await Promise.allSettled(
      Array.from({ length: 9 }, (_, i) =>
        limited(async () => {
          order.push(i);
          most = Math.max(most, ++running);
          await turn();
          running--;
          if (i % 3 === 0) throw new Error(`${i}`);
          return i;
        })),
    );
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(3);
  });
});
