import type { Subject } from '../proof/cells.ts';
import { agent } from './agent/agent.ts';
import { agentFunctions } from './agent/agent-functions.ts';
import { attendance } from './academy/attendance.ts';
import { audit } from './academy/audit.ts';
import { billing } from './billing/billing.ts';
import { belts } from './belts/belts.ts';
import { dues } from './billing/dues.ts';
import { community } from './community/community.ts';
import { closedFunctions } from './system/closed-functions.ts';
import { documentFunctions } from './knowledge/document-functions.ts';
import { definerFunctions } from './system/functions.ts';
import { erasure } from './identity/erasure.ts';
import { family } from './identity/family.ts';
import { firstCall } from './identity/first-call.ts';
import { frontDesk } from './academy/front-desk/front-desk.ts';
import { grades } from './belts/grades.ts';
import { automations } from './mailings/automations.ts';
import { attribution } from './mailings/attribution.ts';
import { dryRuns } from './mailings/dry-runs.ts';
import { gyms } from './academy/gyms.ts';
import { legacy } from './legacy/legacy.ts';
import { identity } from './identity/identity.ts';
import { jobs } from './system/jobs.ts';
import { mailings } from './mailings/mailings.ts';
import { materials } from './materials/materials.ts';
import { knowledge } from './knowledge/knowledge.ts';
import { memberships } from './academy/memberships.ts';
import { notifications } from './notifications/notifications.ts';
import { owner } from './owner/owner.ts';
import { closing } from './owner/closing.ts';
import { people } from './people/people.ts';
import { platform } from './platform/platform.ts';
import { checkIns } from './academy/check-ins/check-ins.ts';
import { schedule } from './academy/schedule/schedule.ts';
import { requestState } from './system/request-state.ts';
import { store } from './store/store.ts';
import { searchFunctions } from './knowledge/search.ts';
import { system } from './system/system.ts';

/**
 * Who may do what, declared: every table and function of the schemas we own, in order of feature.
 * `grid.ts` explains the notation, `actors.ts` and `world.ts` who and what is meant.
 */
export const matrix: Subject[] = [
  ...[...platform, ...identity, ...firstCall, ...erasure, ...family],
  ...[gyms, memberships, ...audit, ...people, ...schedule, ...checkIns],
  ...[...frontDesk, ...attendance, ...materials],
  ...[...belts, ...grades],
  ...[...notifications, ...community],
  ...[...owner, ...closing],
  ...dues,
  ...store,
  ...billing,
  ...mailings,
  ...automations,
  ...[...dryRuns, ...attribution],
  ...[...knowledge, ...documentFunctions, ...searchFunctions],
  ...[...agent, ...agentFunctions],
  ...legacy,
  ...[...system, ...jobs, ...definerFunctions, ...closedFunctions, ...requestState],
];
