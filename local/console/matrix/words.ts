import { COUNTED, type Live } from './attempt.ts';
import { kindOf } from './compare.ts';
import type { Declared } from './declared.ts';

/** What came of a try, in a few words. */
export function liveWords(live: Live): string {
  if (live.is === 'late') return 'not in time';
  if (live.is === 'refused') return kindOf(live);
  return live.more ? `${live.count.toLocaleString('en')}+` : String(live.count);
}

/** What is declared, in a few words. */
export const declaredWords = (declared: Declared | undefined): string =>
  declared ? WORDS[declared.reach] : 'not declared';

const WORDS = {
  closed: 'refused',
  refused: 'refused by row security',
  none: 'nothing',
  own: 'own rows',
  some: 'some rows',
  all: 'all rows',
};

/** How to read the numbers. */
export const HOW_TO_READ =
  `Each number is what this person got a moment ago, through the door: rows read, rows locked as an UPDATE would, one row inserted, rows deleted, each rolled back. ` +
  `Counts stop at ${
    COUNTED.toLocaleString('en')
  }, and what takes over a second is not in time. Below stands what tests/access/matrix declares for the actors the person is: ` +
  `"own rows" must be exactly theirs, "all rows" all there are, "some rows" only not refused, for the matrix names rows of its own world.`;
