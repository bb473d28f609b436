import { describe, expect, it } from 'vitest';
import { highlightsOf } from './highlights.ts';

const words = (content: string, marked: string) =>
  highlightsOf(content, marked).map(({ start, end }) => content.slice(start, end));

describe('highlightsOf', () => {
  it('finds the marked words in the content', () => {
    expect(words('Tie the belt twice.', '\u0001Tie\u0002 the \u0001belt\u0002 twice.'))
      .toEqual(['Tie', 'belt']);
  });

  it('counts characters that became others of another size', () => {
    expect(words('🥋🥋 “Ção”', '   \u0001 Cao\u0002 ')).toEqual(['“Ção']);
  });

  it('answers nothing for a text without marks', () => {
    expect(highlightsOf('belt', 'belt')).toEqual([]);
  });
});
