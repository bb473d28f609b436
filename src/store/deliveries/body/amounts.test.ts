import fc from 'fast-check';
import { expect, it } from 'vitest';
import { convert, sumOf } from './amounts.ts';

it('adds amounts up without a float', () => {
  expect(sumOf([])).toBe('0.0000');
  expect(sumOf(['0.1', '0.2'])).toBe('0.3000');
  expect(sumOf(['9999999999.9999', '0.0001'])).toBe('10000000000.0000');
});

it('adds up in any order and grouping', () => {
  const amount = fc.tuple(fc.bigInt(0n, 10n ** 10n - 1n), fc.integer({ min: 0, max: 9999 }))
    .map(([whole, part]) => `${whole}.${String(part).padStart(4, '0')}`);
  fc.assert(fc.property(fc.array(amount), fc.array(amount), (some, others) => {
    expect(sumOf([sumOf(some), ...others])).toBe(sumOf([...others, ...some]));
  }));
});

it('converts by a rate, to the nearest', () => {
  expect(convert('10', '100.00', '90.00')).toBe('9.0000');
  expect(convert('100', '3', '1')).toBe('33.3333');
  expect(convert('200', '3', '1')).toBe('66.6667');
  expect(convert('0.0001', '2', '1')).toBe('0.0001');
  expect(convert('5', '0', '7')).toBe('0.0000');
});
