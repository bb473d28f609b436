import { sql } from 'drizzle-orm';
import { PgDialect, type PreparedQueryConfig } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import type { Database } from '../../../src/db/client.ts';
import { findCause } from '../../../supabase/functions/_shared/db.ts';
import { undone } from '../../access/undone.ts';

export interface Permission {
  /** Else the transaction is read-only. */
  write: boolean;
  /** Else it is rolled back. */
  commit: boolean;
}

export interface Ran {
  /** In order; two may be of one name. */
  names: string[];
  rows: unknown[][];
  /** How many rows it read or wrote; read ones are counted no further than the bound. */
  count: number;
  /** There are more rows than are shown. */
  more: boolean;
  kept: boolean;
  ms: number;
}

/** Rows that are shown, and fetched where the statement can be asked for fewer. */
export const SHOWN = 200;

/** What can stand in WITH, and so be asked for a few rows only; behind comments and brackets. */
const QUERY =
  /^(?:\s|--[^\n]*\n|\/\*[^*]*\*\/|\()*(?:select|with|values|table|insert|update|delete|merge)\b/i;

/** Refused inside of WITH, and perhaps good as it stands: without RETURNING, or WITH that writes. */
const TRY_PLAIN = ['0A000', '42601'];

const dialect = new PgDialect();

/** An answer as the driver has it; a statement that answers nothing has no columns. */
type Answer = unknown[][] & { columns?: { name: string }[]; count: number };

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
    // What writes there does all of it, however few rows are asked for.
    const few = `with result as (\n${plain}\n) select * from result limit ${SHOWN + 1}`;
    return await run(db, few, permission);
  } catch (error) {
    const code = findCause(error, postgres.PostgresError)?.code;
    if (!code || !TRY_PLAIN.includes(code)) throw error;
    return await run(db, plain, permission);
  }
}

function run(db: Database, text: string, { write, commit }: Permission): Promise<Ran> {
  const kept = write && commit;
  const work = async (tx: Database): Promise<Ran> => {
    const started = performance.now();
    const answer = await answerOf(tx, text);
    return {
      names: (answer.columns ?? []).map(({ name }) => name),
      rows: answer.slice(0, SHOWN),
      count: Math.max(answer.count, answer.length),
      more: answer.length > SHOWN,
      kept,
      ms: performance.now() - started,
    };
  };
  const config = { accessMode: write ? 'read write' : 'read only' } as const;
  return kept ? db.transaction(work, config) : undone(db, work, config);
}

/** Rows as arrays: as objects, of two columns of a name only one would be left. */
async function answerOf(db: Database, text: string): Promise<Answer> {
  return await db._.session.prepareQuery<PreparedQueryConfig & { execute: Answer }>(
    dialect.sqlToQuery(sql.raw(text)),
    undefined,
    undefined,
    true,
    (rows) => rows as Answer,
  ).execute();
}
