import type postgres from 'postgres';
import type { Command, Explanation, Question } from '../../../local/explain/explanation.ts';
import { connectionPorts, type Person } from '../../../local/explain/connection-ports.ts';
import { type Explainer, explainerOf } from '../../../local/explain/explain.ts';
import { scopeOf } from '../proof/cells.ts';
import { refusalOf } from '../proof/session.ts';
import type { Actor } from '../world/actors.ts';

/** One actor, one row, one command: what is explained and then tried. */
export interface ExplainedCell {
  actor: Actor;
  question: Question & { command: Command };
}

/** Every row of every table, `schema.name`, by its key. */
export type Keys = Map<string, Record<string, string>[]>;

export async function readKeys(owner: postgres.Sql): Promise<Keys> {
  const tables = await owner<{ name: string; key: string[] }[]>`
    select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by a.attnum) as key
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_index i on i.indrelid = c.oid and i.indisprimary
    join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
    where n.nspname in ('public', 'private') and c.relkind = 'r'
    group by 1 order by 1`;
  const keys: Keys = new Map();
  for (const { name, key } of tables) {
    const list = key.map((column) => `"${column}"::text as "${column}"`);
    const rows = await owner.unsafe<Record<string, string>[]>(
      `select ${list} from ${name} order by 1`,
    );
    keys.set(name, rows.map((row) => ({ ...row })));
  }
  return keys;
}

/** The explainer of an actor, through the login of their door with signed claims. */
export const explainerFor = (
  admin: postgres.Sql,
  actor: Actor,
  options?: { nested?: boolean },
): Explainer => explainerOf(connectionPorts(admin, personOf(actor), options));

export function personOf(actor: Actor): Person {
  const { login, role, claims, signature, sub } = scopeOf(actor);
  const settings = {
    'request.jwt.claims': claims,
    'request.jwt.signature': signature,
    'request.jwt.claim.sub': sub,
  };
  return { role, login, settings };
}

/** What an explanation comes to, in the words of the matrix. */
export function wordOf({ verdict }: Explanation): string {
  if (verdict.raised) return refusalOf({ ...verdict.raised, code: verdict.raised.sqlstate });
  return verdict.result === 'allowed' ? 'reached' : '-';
}
