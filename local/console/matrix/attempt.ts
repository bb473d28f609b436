import { type SQL, sql } from 'drizzle-orm';
import postgres from 'postgres';
import type { Database } from '../../../src/db/client.ts';
import { DoorError, findCause } from '../../../supabase/functions/_shared/db.ts';
import { relation, type Table } from './tables.ts';
import { undone } from '../../access/undone.ts';

export const commands = ['select', 'insert', 'update', 'delete'] as const;
export type Command = (typeof commands)[number];

/** What came of trying a command for real. */
export type Live =
  /** So many rows were reached; `more` where the count stopped at its bound. */
  | { is: 'rows'; count: number; more: boolean }
  | { is: 'refused'; code: string; message: string }
  /** Cancelled at its timeout, or not begun because the page's time was up. */
  | { is: 'late' };

/** Rows are counted to here, and deleted to there. */
export const COUNTED = 1_000;
const DELETED = 200;

const LATE = '57014';

/**
 * Tries a command as the person behind `db`: reads are counted, rows to update are locked as an
 * UPDATE would lock them, rows are inserted and deleted; all of it is rolled back.
 *
 * @param total how many rows there are, so that few are deleted at once
 * @param owner the person's `users.id`, for the row that is inserted
 */
export async function attempt(
  db: Database,
  table: Table,
  command: Command,
  { total, owner }: { total: number; owner: string | undefined },
): Promise<Live> {
  const bound = command === 'delete' ? DELETED : COUNTED;
  try {
    const statement = statementOf(table, command, total, owner);
    const count = await undone(db, async (tx) => {
      const rows = await tx.execute<{ n?: number }>(statement);
      return rows[0]?.n ?? rows.count;
    });
    return { is: 'rows', count: Math.min(count, bound), more: count > bound };
  } catch (error) {
    return refusalOf(error);
  }
}

/** What a statement was refused with; throws what is no refusal. */
export function refusalOf(error: unknown): Live {
  const refusal = findCause(error, postgres.PostgresError) ?? findCause(error, DoorError);
  if (!refusal) throw error;
  if (refusal.code === LATE) return { is: 'late' };
  return { is: 'refused', code: refusal.code, message: refusal.message };
}

function statementOf(table: Table, command: Command, total: number, owner?: string): SQL {
  const name = relation(table);
  switch (command) {
    case 'select':
      return sql`select count(*)::int as n from (select from ${name} limit ${COUNTED + 1}) few`;
    case 'update':
      return sql`select count(*)::int as n
        from (select from ${name} limit ${COUNTED + 1} for no key update) few`;
    case 'delete':
      if (total <= DELETED) return sql`delete from ${name}`;
      return sql`delete from ${name}
        where ctid = any(array(select ctid from ${name} limit ${DELETED + 1}))`;
    case 'insert':
      if (!table.owner || !owner) return sql`insert into ${name} default values`;
      return sql`insert into ${name} (${sql.identifier(table.owner)}) values (${owner})`;
  }
}
