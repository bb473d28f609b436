import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import type { Database } from '../../../src/db/client.ts';
import { findCause } from '../../../supabase/functions/_shared/db.ts';

export interface Permission {
  /** Else the transaction is read-only. */
  write: boolean;
  /** Else it is rolled back. */
  commit: boolean;
}

export interface Ran {
  rows: Record<string, unknown>[];
  /** How many rows it read or wrote; read ones are counted no further than the bound. */
  count: number;
  /** There are more rows than are shown. */
  more: boolean;
  kept: boolean;
  ms: number;
}

/** Rows that are shown, and fetched where the statement can be asked for fewer. */
export const SHOWN = 200;

/** What can stand in FROM, and so be asked for a few rows only; behind comments and brackets. */
const QUERY = /^(?:\s|--[^\n]*\n|\/\*[^*]*\*\/|\()*(?:select|with|values|table)\b/i;

/** Refused as a subquery, and perhaps good as it stands: WITH that writes, two columns of a name. */
const TRY_PLAIN = ['0A000', '42601', '42701'];

class Undone extends Error {
  constructor(readonly ran: Ran) {
    super('undone');
  }
}

/**
 * Runs one statement behind the door, in a transaction that is read-only unless writing is allowed,
 * and rolled back unless it is to be kept.
 *
 * @throws what the door or Postgres refuses it with
 */
export async function runSql(db: Database, text: string, permission: Permission): Promise<Ran> {
  const plain = text.replace(/[\s;]+$/, '');
  if (!QUERY.test(plain)) return await run(db, plain, permission);
  try {
    const few = `select * from (\n${plain}\n) as result limit ${SHOWN + 1}`;
    return await run(db, few, permission);
  } catch (error) {
    const code = findCause(error, postgres.PostgresError)?.code;
    if (!code || !TRY_PLAIN.includes(code)) throw error;
    return await run(db, plain, permission);
  }
}

async function run(db: Database, text: string, { write, commit }: Permission): Promise<Ran> {
  const kept = write && commit;
  try {
    return await db.transaction(async (tx) => {
      const started = performance.now();
      const answer = await tx.execute(sql.raw(text));
      const ran = {
        rows: [...answer].slice(0, SHOWN),
        count: Math.max(answer.count ?? 0, answer.length),
        more: answer.length > SHOWN,
        kept,
        ms: performance.now() - started,
      };
      if (!kept) throw new Undone(ran);
      return ran;
    }, { accessMode: write ? 'read write' : 'read only' });
  } catch (error) {
    if (error instanceof Undone) return error.ran;
    throw error;
  }
}
