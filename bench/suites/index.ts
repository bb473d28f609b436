import type { Suite } from '../suite.ts';
import { agent } from './agent.ts';
import { backfill } from './backfill.ts';
import { eligibility } from './belts/eligibility.ts';
import { boot } from './boot.ts';
import { checkIns } from './check-in.ts';
import { checkInLists } from './check-in-lists.ts';
import { explain } from './explain.ts';
import { firstAnswer } from './first-answer.ts';
import { flights } from './flights.ts';
import { http } from './http.ts';
import { indexes } from './indexes.ts';
import { ingest } from './ingest.ts';
import { jobs } from './jobs.ts';
import { latencyAt5ms } from './latency.ts';
import { ownerOverview } from './owner/overview.ts';
import { search } from './search.ts';
import { storeDeliveries } from './store-deliveries.ts';
import { sync } from './sync.ts';
import { storeRfm } from './store-rfm.ts';
import { statements } from './throughput.ts';

/** Every suite, in the order in which they run. */
export const suites: readonly Suite[] = [
  flights,
  latencyAt5ms,
  statements,
  sync,
  http,
  jobs,
  checkIns,
  ingest,
  backfill,
  search,
  indexes,
  checkInLists,
  ownerOverview,
  eligibility,
  storeDeliveries,
  agent,
  explain,
  storeRfm,
  boot,
  firstAnswer,
];
