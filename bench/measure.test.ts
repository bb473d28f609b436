import { describe, expect, it } from 'vitest';
import { compare, interleave, latency, median, quantile, throughput } from './measure.ts';

describe('quantile', () => {
  it('interpolates between the closest ranks, whatever the order', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([10, 20, 30, 40, 50], 0.25)).toBe(20);
    expect(quantile([1, 2], 0.75)).toBe(1.75);
    expect(median([7])).toBe(7);
  });

  it('leaves the values as they were', () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('compare', () => {
  it('takes the ratio inside each round, so that a slow round spoils nothing', () => {
    const { value, limit, ratio, quartiles, n } = compare([2, 20, 2.2], [1, 10, 1]);
    expect({ value, limit, ratio, n }).toEqual({ value: 2.2, limit: 1, ratio: 2, n: 3 });
    expect(quartiles[0]).toBe(2);
    expect(quartiles[1]).toBeCloseTo(2.1);
  });

  it('refuses rounds that are not pairs', () => {
    expect(() => compare([1, 2], [1])).toThrow(RangeError);
    expect(() => compare([], [])).toThrow(RangeError);
  });
});

describe('interleave', () => {
  it('turns the order around every round and drops the warm-ups', async () => {
    const order: string[] = [];
    const rounds: number[] = [];
    let figure = 0;
    const variant = (name: string) => () => {
      order.push(name);
      return Promise.resolve(figure++);
    };
    const samples = await interleave({ a: variant('a'), b: variant('b') }, {
      rounds: 2,
      warmUps: 1,
      onRound: (done) => rounds.push(done),
    });
    expect(order.join('')).toBe('abbaab');
    expect(samples).toEqual({ a: [3, 4], b: [2, 5] });
    expect(rounds).toEqual([1, 2, 3]);
  });

  it('passes a fault on', async () => {
    const fault = () => Promise.reject(new Error('unplugged'));
    await expect(interleave({ fault }, { rounds: 1 })).rejects.toThrow('unplugged');
  });
});

describe('a round', () => {
  it('of latency calls one after the other', async () => {
    let running = 0;
    let calls = 0;
    const work = async () => {
      expect(++running).toBe(1);
      calls++;
      await Promise.resolve();
      running--;
    };
    expect(await latency(5, work)()).toBeGreaterThanOrEqual(0);
    expect(calls).toBe(5);
  });

  it('of throughput keeps as many running as it may, and makes no call too many', async () => {
    let running = 0;
    let most = 0;
    let calls = 0;
    const work = async () => {
      calls++;
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
    };
    expect(await throughput({ calls: 10, concurrency: 3 }, work)()).toBeGreaterThan(0);
    expect({ calls, most }).toEqual({ calls: 10, most: 3 });
  });
});
