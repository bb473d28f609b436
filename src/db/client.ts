import type { ExtractTablesWithRelations } from 'drizzle-orm';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import type * as schema from './schema/index.ts';

export type Schema = typeof schema;

/**
 * The database a verb is handed: a door's database or a transaction opened on one, so verbs
 * compose inside each other's transactions. Who the statements run as was decided where it was
 * made (`supabase/functions/_shared/db.ts`); a verb cannot change it.
 */
export type Database = PgDatabase<
  PostgresJsQueryResultHKT,
  Schema,
  ExtractTablesWithRelations<Schema>
>;
