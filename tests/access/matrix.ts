import type { Subject } from './cells.ts';
import { doors } from './matrix/doors.ts';
import { gyms } from './matrix/gyms.ts';
import { identity } from './matrix/identity.ts';
import { memberships } from './matrix/memberships.ts';
import { platform } from './matrix/platform.ts';
import { requestState } from './matrix/request-state.ts';
import { system } from './matrix/system.ts';

/**
 * Who may do what, declared: every table and function of the schemas we own, in order of feature.
 * `grid.ts` explains the notation, `actors.ts` and `world.ts` who and what is meant.
 */
export const matrix: Subject[] = [
  ...[...platform, ...identity, gyms, memberships],
  ...[...system, ...doors, ...requestState],
];
