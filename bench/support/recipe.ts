import { sql } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Claims } from '../../src/caller.ts';

export interface Recipe<S extends Record<string, unknown>> {
  rls<T>(work: (tx: Transaction<S>) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

type Transaction<S extends Record<string, unknown>> = Parameters<
  Parameters<PostgresJsDatabase<S>['transaction']>[0]
>[0];

/**
 * What Drizzle's documentation shows for Supabase's row level security: a transaction that sets the
 * claims and the role, does the work and takes both back. Values are bound instead of spliced in,
 * which a multi-statement string does not allow, so the first string becomes three statements.
 * https://orm.drizzle.team/docs/rls#using-with-supabase
 */
export function createRecipe<S extends Record<string, unknown>>(
  url: string,
  poolSize: number,
  schema: S,
  claims: Claims,
): Recipe<S> {
  const client = postgres(url, {
    max: poolSize,
    prepare: false,
    fetch_types: false,
    onnotice: () => {},
  });
  const db = drizzle({ client, schema });
  return {
    rls: (work) =>
      db.transaction(async (tx) => {
        try {
          await tx.execute(
            sql`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`,
          );
          await tx.execute(sql`select set_config('request.jwt.claim.sub', ${claims.sub}, true)`);
          await tx.execute(sql`set local role authenticated`);
          return await work(tx);
        } finally {
          await tx.execute(sql`
            select set_config('request.jwt.claims', null, true);
            select set_config('request.jwt.claim.sub', null, true);
            reset role`);
        }
      }),
    end: () => client.end({ timeout: 1 }),
  };
}
