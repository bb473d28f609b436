import type { Suite } from '../suite.ts';
import { flights } from './flights.ts';
import { latencyAt5ms } from './latency.ts';
import { sync } from './sync.ts';
import { statements } from './throughput.ts';
export const suites: readonly Suite[] = [
  flights,
  latencyAt5ms,
  statements,
  sync,
];
