import type { DoorSettingsEnv } from '../runtime/env.ts';
import { log } from '../runtime/log.ts';
import type { DoorOptions } from './open.ts';

/** Turns what the environment says of both doors into the options of one. */
export const doorSettings = (env: DoorSettingsEnv): Omit<DoorOptions, 'url'> => ({
  poolSize: env.DATABASE_POOL_SIZE,
  statementTimeoutMs: env.DATABASE_STATEMENT_TIMEOUT_MS,
  acquireTimeoutMs: env.DATABASE_ACQUIRE_TIMEOUT_MS,
  connectTimeoutMs: env.DATABASE_CONNECT_TIMEOUT_MS,
  idleTimeoutMs: env.DATABASE_IDLE_TIMEOUT_MS,
  slowStatementMs: env.DATABASE_SLOW_STATEMENT_MS || Infinity,
  onSlowStatement: (statement, ms) =>
    log('warn', 'slow_statement', { statement, duration_ms: Math.round(ms) }),
});
