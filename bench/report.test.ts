import { describe, expect, it } from 'vitest';
import { count, measured, meetsGoal } from './line.ts';
import { bar } from './progress.ts';
import { toJson, toTable } from './report.ts';

const flights = (value: number) =>
  count('door.flights.select', value, 1, 'flights', { promised: true });
const wal = (value: number) => count('sync.wal', value, 0, 'bytes', { promised: true });
const comparison = (ratio: number) => ({
  value: 812.3456,
  limit: 1000,
  ratio,
  quartiles: [0.7, 0.9] as [number, number],
  n: 15,
});
const throughput = (ratio: number) =>
  measured('door.throughput', 'statements/s', comparison(ratio), { atLeast: 0.8 });

describe('a goal', () => {
  it('of a count is the ideal', () => {
    expect(meetsGoal(flights(1))).toBe(true);
    expect(meetsGoal(flights(2))).toBe(false);
  });

  it('of nothing is met by nothing alone', () => {
    expect(wal(0).ratio).toBe(1);
    expect(meetsGoal(wal(0))).toBe(true);
    expect(wal(48).ratio).toBeNull();
    expect(meetsGoal(wal(48))).toBe(false);
  });

  it('of a ratio is a bound, where there is one', () => {
    expect(meetsGoal(throughput(0.81))).toBe(true);
    expect(meetsGoal(throughput(0.79))).toBe(false);
    expect(meetsGoal(measured('x', 'ms', comparison(9)))).toBeUndefined();
  });
});

describe('toJson', () => {
  it('has five keys, and numbers with as many digits as they mean', () => {
    expect(JSON.parse(toJson(throughput(0.812345)))).toEqual({
      name: 'door.throughput',
      value: 812.3,
      unit: 'statements/s',
      limit: 1000,
      ratio: 0.8123,
    });
    expect(JSON.parse(toJson(wal(48)))).toMatchObject({ value: 48, ratio: null });
  });
});

describe('toTable', () => {
  it('says of every line what it is and whether its goal is met', () => {
    const table = toTable([flights(1), throughput(0.5), wal(48)]).split('\n');
    expect(table).toHaveLength(4);
    expect(table[1]).toMatch(/^door\.flights\.select +1 +1 +flights +1 .*≤ 1 met$/);
    expect(table[2]).toMatch(
      / 812 +1000 +statements\/s +0\.500 +0\.700–0\.900 +15 +≥ 0\.8 missed$/,
    );
    expect(table[3]).toMatch(/ – .*≤ 1 missed$/);
  });
});

describe('bar', () => {
  it('is as long when empty as when full, and never longer', () => {
    expect(new Set([0, 0.5, 1, 1.5].map((share) => bar(share).length)).size).toBe(1);
    expect(bar(0)).not.toContain('█');
    expect(bar(1)).not.toContain('░');
  });
});
