import { sql } from 'drizzle-orm';
import type postgres from 'postgres';
import type { Claims } from '../../src/caller.ts';
import { type CallerDoor } from '../../supabase/functions/_shared/db.ts';
import { type ConnectionOptions, connectionPorts } from '../explain/connection-ports.ts';
import type { Answer, Ports } from '../explain/ports.ts';
import { undone } from './undone.ts';

/**
 * The ports of Tatame's explanations: what a person does goes through the door that the functions
 * use, with signed claims; the rest over a connection of the owner.
 *
 * @param claims null for a visitor
 * @param owner one connection (`max: 1`) of the database's owner
 */
export function doorPorts(
  door: Pick<CallerDoor, 'asCaller'>,
  owner: postgres.Sql,
  claims: Claims | null,
  options?: ConnectionOptions,
): Ports {
  const settings = { 'request.jwt.claims': claims ? JSON.stringify(claims) : '' };
  const role = claims ? 'authenticated' : 'anon';
  return {
    ...connectionPorts(owner, { role, settings }, options),
    asPerson: (statement) =>
      undone(door.asCaller(claims), async (tx): Promise<Answer> => {
        const rows = await tx.execute<Record<string, string | null>>(sql.raw(statement));
        return { rows: [...rows], count: rows.count };
      }),
  };
}
