import { expect, it } from 'vitest';
import { Tally } from './side.ts';

const led = (pairs: readonly [from: number, to: number][]) => {
  const tally = new Tally([], ['user_id']);
  for (const [id, to] of pairs) tally.add(id, { words: [], relations: { user_id: to } });
  return tally.side;
};

it('adds up whatever the order', () => {
  expect(led([[1, 4], [2, 3]])).toEqual(led([[2, 3], [1, 4]]));
});

it('notices two references that are off by what makes up for each other', () => {
  expect(led([[1, 4], [2, 3]]).relations).not.toEqual(led([[1, 6], [2, 2]]).relations);
});
