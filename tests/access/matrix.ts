import type { Subject } from './cells.ts';
import { agent } from './matrix/agent.ts';
import { agentDoors } from './matrix/agent-doors.ts';
import { closedDoors } from './matrix/closed-doors.ts';
import { documentDoors } from './matrix/document-doors.ts';
import { doors } from './matrix/doors.ts';
import { gyms } from './matrix/gyms.ts';
import { identity } from './matrix/identity.ts';
import { jobs } from './matrix/jobs.ts';
import { knowledge } from './matrix/knowledge.ts';
import { memberships } from './matrix/memberships.ts';
import { platform } from './matrix/platform.ts';
import { requestState } from './matrix/request-state.ts';
import { searchDoors } from './matrix/search.ts';
import { system } from './matrix/system.ts';

/**
 * Who may do what, declared: every table and function of the schemas we own, in order of feature.
 * `grid.ts` explains the notation, `actors.ts` and `world.ts` who and what is meant.
 */
export const matrix: Subject[] = [
  ...[...platform, ...identity, gyms, memberships],
  ...[...knowledge, ...documentDoors, ...searchDoors],
  ...[...agent, ...agentDoors],
  ...[...system, ...jobs, ...doors, ...closedDoors, ...requestState],
];
