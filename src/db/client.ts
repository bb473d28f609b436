import type { ExtractTablesWithRelations } from 'drizzle-orm';
import type { PgDatabase, PgTransaction, PgTransactionConfig } from 'drizzle-orm/pg-core';
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import type * as schema from './schema/index.ts';

export type Schema = typeof schema;
/** Tables and their relations by name, as `db.query` knows them. */
export type Tables = Record<string, unknown>;

/**
 * What both doors' databases are, for the few verbs that serve either. A verb that needs one of the
 * two says so: `CallerDatabase` or `SystemDatabase`. It is a door's database or a transaction opened
 * on one, so verbs compose inside each other's transactions. Who the statements run as was decided
 * where it was made; a verb cannot change it.
 */
export type Database<S extends Tables = Schema> = PgDatabase<
  PostgresJsQueryResultHKT,
  S,
  ExtractTablesWithRelations<S>
>;

type Transaction<S extends Tables> = PgTransaction<
  PostgresJsQueryResultHKT,
  S,
  ExtractTablesWithRelations<S>
>;

/** Whose door it is. There only for the compiler: no database has it at run time. */
declare const door: unique symbol;

/** Runs as the caller, under row security: see `asCaller` in `_shared/db.ts`. */
export interface CallerDatabase<S extends Tables = Schema> extends Database<S> {
  readonly [door]: 'caller';
  transaction<T>(
    work: (tx: CallerTransaction<S>) => Promise<T>,
    config?: PgTransactionConfig,
  ): Promise<T>;
}

export interface CallerTransaction<S extends Tables = Schema> extends Transaction<S> {
  readonly [door]: 'caller';
  transaction<T>(work: (tx: CallerTransaction<S>) => Promise<T>): Promise<T>;
}

/** Bypasses row security: see `asSystem` in `_shared/system-db.ts`. */
export interface SystemDatabase<S extends Tables = Schema> extends Database<S> {
  readonly [door]: 'system';
  transaction<T>(
    work: (tx: SystemTransaction<S>) => Promise<T>,
    config?: PgTransactionConfig,
  ): Promise<T>;
}

export interface SystemTransaction<S extends Tables = Schema> extends Transaction<S> {
  readonly [door]: 'system';
  transaction<T>(work: (tx: SystemTransaction<S>) => Promise<T>): Promise<T>;
}
