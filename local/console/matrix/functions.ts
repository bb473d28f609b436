import { sql } from 'drizzle-orm';
import type { Database } from '../../../src/db/client.ts';
import type { Actor } from '../../../tests/access/world/actors.ts';
import type { Verdict } from './compare.ts';
import { type Declared, declaredCall } from './declared.ts';

export interface FunctionAccess {
  name: string;
  /** Whether the person's role may call it, as Postgres says while being that role. */
  mayCall: boolean;
  declared: Declared | undefined;
  verdict: Verdict;
}

interface Row extends Record<string, unknown> {
  name: string;
  may_call: boolean;
}

/** Every function of ours: whether this person may call it, and what the matrix says of that. */
export async function listFunctions(
  person: Database,
  actors: readonly Actor[],
): Promise<FunctionAccess[]> {
  const rows = await person.execute<Row>(sql`
    select n.nspname || '.' || p.proname || '(' || (
        select coalesce(string_agg(t::regtype::text, ','), '') from unnest(p.proargtypes) t
      ) || ')' as name,
      has_schema_privilege(n.oid, 'usage') and has_function_privilege(p.oid, 'execute') as may_call
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'private')
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    order by may_call desc, 1`);
  return [...rows].map(({ name, may_call: mayCall }) => {
    const declared = declaredCall(name, actors);
    return { name, mayCall, declared, verdict: verdictOf(mayCall, declared) };
  });
}

function verdictOf(mayCall: boolean, declared: Declared | undefined): Verdict {
  if (!declared) return 'open';
  return mayCall === (declared.reach !== 'closed') ? 'same' : 'differs';
}
