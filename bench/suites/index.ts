import type { Suite } from '../suite.ts';
import { agent } from './agent.ts';
import { backfill } from './store/backfill.ts';
import { boot } from './functions/boot.ts';
import { checkIns } from './academy/check-in.ts';
import { checkInLists } from './academy/check-in-lists.ts';
import { feed } from './community/feed.ts';
import { eligibility } from './belts/eligibility.ts';
import { resolving } from './notifications/resolving.ts';
import { ownerOverview } from './owner/overview.ts';
import { evaluating } from './mailings/evaluating.ts';
import { sending } from './mailings/sending.ts';
import { explain } from './explain.ts';
import { firstAnswer } from './functions/first-answer.ts';
import { flights } from './door/flights.ts';
import { http } from './functions/http.ts';
import { indexes } from './indexes.ts';
import { ingest } from './knowledge/ingest.ts';
import { jobs } from './jobs.ts';
import { legacyImport } from './legacy/import.ts';
import { latencyAt5ms } from './door/latency.ts';
import { search } from './knowledge/search.ts';
import { storeDeliveries } from './store/deliveries.ts';
import { sync } from './door/sync.ts';
import { writeSwitch } from './door/write-switch.ts';
import { storeRfm } from './store/rfm.ts';
import { statements } from './door/throughput.ts';

/** Every suite, in the order in which they run. */
export const suites: readonly Suite[] = [
  flights,
  latencyAt5ms,
  statements,
  sync,
  writeSwitch,
  http,
  jobs,
  checkIns,
  resolving,
  ingest,
  backfill,
  legacyImport,
  search,
  indexes,
  checkInLists,
  eligibility,
  ownerOverview,
  feed,
  storeDeliveries,
  agent,
  explain,
  storeRfm,
  evaluating,
  sending,
  boot,
  firstAnswer,
];
