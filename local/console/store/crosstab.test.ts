import { expect, it } from 'vitest';
import { crosstab } from './crosstab.ts';

it('has the rows and columns that something is in, in their order, and who has none last', () => {
  const counts = [
    { row: 'lost', column: null, count: 2 },
    { row: null, column: 'never', count: 3 },
    { row: 'champions', column: 'never', count: 1 },
  ];
  expect(crosstab(counts, ['champions', 'loyal', 'lost'], ['regular', 'never'])).toEqual({
    rows: ['champions', 'lost', 'none'],
    columns: ['never', 'none'],
    counts: [[1, 0], [0, 2], [3, 0]],
  });
});

it('is empty where nothing was counted', () => {
  expect(crosstab([], ['champions'], ['regular'])).toEqual({ rows: [], columns: [], counts: [] });
});
