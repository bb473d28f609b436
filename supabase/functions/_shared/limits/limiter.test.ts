import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { callerLimiter, limiter } from './limiter.ts';

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

describe('a limiter by caller', () => {
  it('runs so many of each at once, lets some wait and refuses the rest', async () => {
    const limited = callerLimiter(2, 3);
    const running = { eve: 0, ben: 0 };
    const most = { eve: 0, ben: 0 };
    const ended: string[] = [];
    const work = (who: 'eve' | 'ben') =>
      limited(who)(async () => {
        most[who] = Math.max(most[who], ++running[who]);
        await turn();
        running[who]--;
        ended.push(who);
      });
    const asked = [...Array.from({ length: 8 }, () => work('eve')), work('ben')];
    const outcomes = await Promise.allSettled(asked);
    expect(most).toEqual({ eve: 2, ben: 1 });
    // Nobody waits behind another's.
    expect(ended.indexOf('ben')).toBe(2);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(3);
    expect(refused[0]).toMatchObject({
      reason: { status: 429, code: 'rate_limited', headers: { 'retry-after': '1' } },
    });
    await expect(work('eve')).resolves.toBeUndefined();
  });
});
