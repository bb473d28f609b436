import { closed } from '../closed.ts';
import { certificates } from './certificates.ts';
import { events } from './events.ts';
import { graduations } from './graduations.ts';
import { titles } from './titles.ts';

/** Who was awarded what: the history of ranks, titles, and the days of grading. */
export const grades = [
  ...[graduations, events, titles, certificates],
  ...closed([['erase_belts(uuid)', 'void', 'erase_belts(:users.fellow)']]),
];
