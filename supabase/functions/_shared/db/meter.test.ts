import { afterEach, describe, expect, it } from 'vitest';
import { installFetchCheck } from './fetch-check.ts';
import {
  currentMeter,
  insideTransaction,
  metered,
  observeStatements,
  runMetered,
} from './meter.ts';

const answer = () => Promise.resolve('answer');

describe('the meter', () => {
  it('counts what belongs to its request, failed statements too', async () => {
    const count = (statements: number) =>
      runMetered(async () => {
        for (let i = 0; i < statements; i++) await metered('select', answer);
        await insideTransaction(() => metered('select', () => Promise.reject(new Error('no'))))
          .catch(
            () => {},
          );
        return currentMeter().statements;
      });
    expect(await Promise.all([count(1), count(3)])).toEqual([2, 4]);
  });

  it('reads zero outside of a request', async () => {
    await metered('select', answer);
    expect(currentMeter()).toEqual({ statements: 0, dbMs: 0, inTransaction: false });
  });
});

describe('the observer of statements', () => {
  afterEach(() => observeStatements(() => {}));

  it('is told of each when it is over, failed or not', async () => {
    const told: string[] = [];
    observeStatements((text) => told.push(text));
    await metered('select 1', answer);
    await metered('select 1/0', () => Promise.reject(new Error('no'))).catch(() => {});
    expect(told).toEqual(['select 1', 'select 1/0']);
  });
});

describe('the fetch check', () => {
  let uninstall = () => {};
  afterEach(() => uninstall());

  it('throws inside a transaction and nowhere else', async () => {
    const page = 'data:text/plain,hello';
    uninstall = installFetchCheck();
    expect(await (await fetch(page)).text()).toBe('hello');
    const inside = () => insideTransaction(async () => await fetch(page));
    await expect(inside()).rejects.toThrow('inside a database transaction');
    uninstall();
    expect(await (await inside()).text()).toBe('hello');
  });
});
