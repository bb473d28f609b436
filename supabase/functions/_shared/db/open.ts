import type { Database, Schema, Tables } from '../../../../src/db/client.ts';
import { parseEndpoint } from './connection/endpoint.ts';
import { facade } from './facade.ts';
import { Pool } from './pool.ts';
import type { Scope } from './scope.ts';

/** What either door is opened with. */
export interface DoorOptions<S extends Tables = Schema> {
  /** Connection string of the door's own login, at the transaction pooler or at Postgres itself. */
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
  /** From how many milliseconds on a statement counts as slow (none does). */
  slowStatementMs?: number;
  /** Is told of slow statements: their text without values, and how long they took. */
  onSlowStatement?: (text: string, ms: number) => void;
  /** A certificate authority in PEM, for `sslmode=verify-full`. */
  ca?: string;
  /** The tables that `db.query` knows; none by default, so that a function loads what it uses. */
  schema?: S;
}

/** A pool, and what makes databases on it. */
export interface Opened<S extends Tables> {
  /** @param tables what `db.query` knows, instead of the door's own */
  database(scope: Scope, tables?: Tables): Database<S>;
  statementTimeoutMs: number;
  end(): Promise<void>;
}

const MAX_LIFETIME_MS = 30 * 60_000;
/** Beyond the statement timeout, for the server's own error to arrive first. */
const ANSWER_MARGIN_MS = 5_000;

/** Opens the pool of a door; which scopes it is used with is the door's business. */
export function open<S extends Tables>(options: DoorOptions<S>): Opened<S> {
  const { statementTimeoutMs = 8_000, connectTimeoutMs = 10_000 } = options;
  const pool = new Pool({
    endpoint: parseEndpoint(options.url, options.ca),
    size: options.poolSize ?? 5,
    acquireTimeoutMs: options.acquireTimeoutMs ?? 2_000,
    maxQueue: options.maxQueue ?? 1_000,
    idleTimeoutMs: options.idleTimeoutMs ?? 30_000,
    maxLifetimeMs: MAX_LIFETIME_MS,
    connectTimeoutMs,
    slowStatementMs: options.slowStatementMs ?? Infinity,
    onSlowStatement: options.onSlowStatement ?? (() => {}),
    answerTimeoutMs: connectTimeoutMs + statementTimeoutMs + ANSWER_MARGIN_MS,
  });
  const own: Tables = options.schema ?? {};
  const facades = new WeakMap<Tables, (scope: Scope) => unknown>();
  return {
    database(scope, tables = own) {
      const databaseOf = facades.get(tables) ?? facade(pool, tables);
      facades.set(tables, databaseOf);
      // `S` says what there is altogether; a function that did not bring a table does not ask for it.
      return databaseOf(scope) as Database<S>;
    },
    statementTimeoutMs,
    end: () => pool.end(),
  };
}
