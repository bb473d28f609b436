/**
 * The database door: the only way to Postgres. A statement runs as the caller it was made for, or
 * not at all; db/README.md says how.
 */
import process from 'node:process';
import * as schema from '../../../src/db/schema/index.ts';
import { parseEndpoint } from './db/connection/endpoint.ts';
import { facade, type TypedDatabase } from './db/facade.ts';
import { Pool } from './db/pool.ts';
import { callerScope, type Claims, systemScope } from './db/scope.ts';
import { log } from './runtime/log.ts';
import type { Database, Schema } from '../../../src/db/client.ts';

export { DoorError, findCause, PoolSaturatedError } from './db/errors.ts';
export type { Claims } from './db/scope.ts';

export interface DoorOptions<S extends Record<string, unknown> = Schema> {
  /** Connection string of the role `edge`, at the transaction pooler or at Postgres itself. */
  url: string;
  /** Connections at most (5). One instance serves few requests at once; the pooler has many. */
  poolSize?: number;
  /** What a statement may take before the server cancels it with 57014 (8,000). */
  statementTimeoutMs?: number;
  /** How long a statement waits for a connection before PoolSaturatedError (2,000). */
  acquireTimeoutMs?: number;
  /** How many statements may wait at once (1,000); waiting time is the real bound. */
  maxQueue?: number;
  /** What reaching and greeting the server may take (10,000). */
  connectTimeoutMs?: number;
  /** An unused connection is closed after this long (30,000). */
  idleTimeoutMs?: number;
  /** A certificate authority in PEM, for `sslmode=verify-full`. */
  ca?: string;
  /** Is told of every use of the system's door. */
  log?: (entry: SystemDoorEntry) => void;
  /** The tables `db.query` knows; the product's own unless a test brings others. */
  schema?: S;
}

export interface SystemDoorEntry {
  event: 'system_door';
  reason: string;
}

export interface Door<D = Database> {
  /**
   * A database on which every statement runs as `authenticated` with these verified claims, or as
   * `anon` for null. Throws DoorError `INVALID_CLAIMS`.
   */
  asCaller(claims: Claims | null): D;
  /** A database that bypasses row level security, for a stated and logged reason. */
  asSystem(reason: string): D;
  /** Waits for what is running and closes the connections; statements from now on fail. */
  end(): Promise<void>;
}

const MAX_LIFETIME_MS = 30 * 60_000;
/** Beyond the statement timeout, for the server's own error to arrive first. */
const ANSWER_MARGIN_MS = 5_000;

/** Opens a door of its own. Deployed code uses `asCaller` and `asSystem` below. */
export function openDoor(options: DoorOptions): Door;
export function openDoor<S extends Record<string, unknown>>(
  options: DoorOptions<S> & { schema: S },
): Door<TypedDatabase<S>>;
export function openDoor(
  options: DoorOptions<Record<string, unknown>>,
): Door<TypedDatabase<Record<string, unknown>>> {
  const { statementTimeoutMs = 8_000, connectTimeoutMs = 10_000 } = options;
  const pool = new Pool({
    endpoint: parseEndpoint(options.url, options.ca),
    size: options.poolSize ?? 5,
    acquireTimeoutMs: options.acquireTimeoutMs ?? 2_000,
    maxQueue: options.maxQueue ?? 1_000,
    idleTimeoutMs: options.idleTimeoutMs ?? 30_000,
    maxLifetimeMs: MAX_LIFETIME_MS,
    connectTimeoutMs,
    answerTimeoutMs: connectTimeoutMs + statementTimeoutMs + ANSWER_MARGIN_MS,
  });
  const database = facade<Record<string, unknown>>(pool, options.schema ?? schema);
  const system = systemScope(statementTimeoutMs);
  return {
    asCaller: (claims) => database(callerScope(claims, statementTimeoutMs)),
    asSystem(reason) {
      options.log?.({ event: 'system_door', reason });
      return database(system);
    },
    end: () => pool.end(),
  };
}

let own: Door | undefined;

function ownDoor(): Door {
  if (own) return own;
  const url = process.env.EDGE_DATABASE_URL;
  if (!url) throw new Error('EDGE_DATABASE_URL is not set');
  own = openDoor({ url, log: ({ event, reason }) => log('info', event, { reason }) });
  return own;
}

/** This function's door for a caller: see Door. */
export const asCaller = (claims: Claims | null): Database => ownDoor().asCaller(claims);

/** This function's door for the system: see Door. */
export const asSystem = (reason: string): Database => ownDoor().asSystem(reason);
