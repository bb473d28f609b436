import { describe, expect, it } from 'vitest';
import { dayIn, dayOf, elementsIn, lineIn, momentIn, timeIn } from './reading.ts';

const at = (iso: string) => String(Date.parse(iso));

describe('the report reads by itself', () => {
  it.each([
    ['2024-05-01T10:00:00.123Z', '2024-05-01T10:00:00.123Z'],
    ['2024-05-01 10:00:00.123999+00', '2024-05-01T10:00:00.123Z'],
    ['2024-05-01T10:00:00.5-03:00', '2024-05-01T13:00:00.500Z'],
    ['2024-05-01 10:00:00+0530', '2024-05-01T04:30:00.000Z'],
    ['2024-05-01 10:00-03', '2024-05-01T13:00:00.000Z'],
    [' 2024-05-01T10:00:00 ', '2024-05-01T10:00:00.000Z'],
    ['2024-05-01', '2024-05-01T00:00:00.000Z'],
  ])('the moment %j', (text, iso) => expect(momentIn(text)).toBe(at(iso)));

  it.each([null, '', '  ', 'ontem', 'infinity'])('no moment in %j', (text) => {
    expect(momentIn(text)).toBe(null);
  });

  it('days, as they are written', () => {
    expect(dayIn('2024-02-29')).toBe('2024-02-29');
    expect(dayIn('29/02/2024')).toBe('2024-02-29');
    expect(dayIn('2024-02-29T23:30:00.000-03:00')).toBe('2024-02-29');
    expect(dayIn(' ')).toBe(null);
  });

  it("the day of a moment by a zone's clock", () => {
    const midnight = at('2024-05-01T02:00:00Z');
    expect(dayOf(midnight, 'UTC')).toBe('2024-05-01');
    expect(dayOf(midnight, 'America/Sao_Paulo')).toBe('2024-04-30');
  });

  it('times and lines', () => {
    expect(timeIn('7:05')).toBe('07:05');
    expect(timeIn('18:30:00')).toBe('18:30');
    expect(lineIn('\t ana \n')).toBe('ana');
    expect(lineIn('   ')).toBe(null);
  });

  it('lists of texts as Postgres writes them', () => {
    expect(elementsIn('{1,23,"a b","c\\"d","e\\\\f","g,h"}')).toEqual(
      ['1', '23', 'a b', 'c"d', 'e\\f', 'g,h'],
    );
    expect(elementsIn('{{3,4},{5,6}}')).toEqual(['3', '4', '5', '6']);
    expect(elementsIn('[0:1]={3,4}')).toEqual(['3', '4']);
    expect(elementsIn('{}')).toEqual([]);
    expect(elementsIn(null)).toEqual([]);
  });
});
