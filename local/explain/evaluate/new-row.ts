import { randomBytes } from 'node:crypto';
import type { Table } from '../catalog/table.ts';
import type { Raised } from '../explanation.ts';
import { ident, qualified } from '../expression/quote.ts';
import { attempt, isRaised, type Ports, StageError } from '../ports.ts';
import type { Intent } from './intent.ts';
import { completeRow, type WholeRow } from './rows.ts';

/** What came of running the statement up to where policies check its row. */
export type BeforeCheck =
  | { row: WholeRow }
  | { raised: Raised }
  /** A trigger left the row out, or none was found. */
  | { none: true }
  /** It could not be looked at: the connection may not, or somebody holds the table. */
  | { unknown: string };

const SHOWN = 'XPLNR';

/**
 * Runs the statement as the person with one trigger more, the last before the row is checked: it ends
 * the statement and says which row it was given. All of it is undone.
 */
export async function rowBeforeCheck(
  { rehearse }: Ports,
  table: Table,
  intent: Intent,
): Promise<BeforeCheck> {
  const name = `explain_${randomBytes(6).toString('hex')}`;
  const procedure = `${ident(table.schema)}.${ident(name)}`;
  const record = intent.command === 'delete' ? 'old' : 'new';
  const prepare = [
    `create function ${procedure}() returns trigger language plpgsql as $explain$ begin
      raise exception 'shown' using errcode = '${SHOWN}', detail = ${record}::text;
    end $explain$`,
    `create trigger ${ident(lastOf(table))} before ${intent.command} on ${qualified(table)}
      for each row execute function ${procedure}()`,
  ];
  const answer = await attempt(rehearse({ prepare, as: 'person' }, intent.sql)).catch(unprepared);
  if ('unknown' in answer) return answer;
  if (!isRaised(answer)) return { none: true };
  if (answer.sqlstate !== SHOWN) return { raised: answer };
  const own = (sql: string) => rehearse({ as: 'owner' }, sql);
  return { row: await completeRow(own, table, answer.detail ?? '') };
}

function unprepared(error: unknown): { unknown: string } {
  if (error instanceof StageError) return { unknown: error.message };
  throw error;
}

/** A name after that of every trigger there is, as Postgres orders them: byte by byte. */
function lastOf({ triggers }: Table): string {
  const last = triggers.map(({ name }) => name).reduce((a, b) => (a < b ? b : a), 'z');
  return `${last.slice(0, 62)}~`;
}
