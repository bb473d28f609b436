import { describe, expect, it } from 'vitest';
import { highlightsOf } from './highlights.ts';

const words = (text: string, marked: string) =>
  highlightsOf(marked).map(({ start, end }) => text.slice(start, end));

describe('highlightsOf', () => {
  it('finds the marked words in the text without marks', () => {
    expect(words('Tie the belt twice.', '\u0001Tie\u0002 the \u0001belt\u0002 twice.'))
      .toEqual(['Tie', 'belt']);
  });

  it('counts in UTF-16 code units, whatever stands before', () => {
    expect(words('🥋🥋 belt', '🥋🥋 \u0001belt\u0002')).toEqual(['belt']);
  });

  it('answers nothing for a text without marks', () => {
    expect(highlightsOf('belt')).toEqual([]);
  });
});
