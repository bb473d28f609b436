import { describe, expect, it } from 'vitest';
import { formatArray, parseArray } from './arrays.ts';

const text = (value: unknown) => String(value);

describe('array literals', () => {
  it.each([
    [[]],
    [['a', 'b']],
    [['', ' ', 'NULL', 'null']],
    [['"', '\\', '\\"', '{', '}', ',', 'a\nb', 'ç🥋']],
    [[null, 'a', null]],
    [[['a', null], ['b', '}']]],
  ])('survive a round trip: %j', (values) => {
    expect(parseArray(formatArray(values, text), (item) => item)).toEqual(values);
  });

  it('are read as Postgres writes them', () => {
    expect(parseArray('{1,2,NULL}', Number)).toEqual([1, 2, null]);
    expect(parseArray('{{t,f},{f,t}}', (item) => item === 't')).toEqual([[true, false], [
      false,
      true,
    ]]);
    expect(parseArray('[0:1]={a,"b c"}', (item) => item)).toEqual(['a', 'b c']);
    expect(parseArray('{(1,2),(0,0);NULL}', (item) => item, ';')).toEqual(['(1,2),(0,0)', null]);
  });

  it.each(['', 'a', '{a', '{a}}'])('are nothing else: %j', (literal) => {
    expect(() => parseArray(literal, (item) => item)).toThrow(SyntaxError);
  });
});
