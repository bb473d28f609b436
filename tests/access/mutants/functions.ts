import type postgres from 'postgres';
import { assignmentRewrites, conditionRewrites } from './conditions.ts';
import type { Mutant } from './mutant.ts';

interface Routine {
  name: string;
  definition: string;
  body: string;
  definer: boolean;
  trigger: boolean;
  /** The tables it is a trigger of. */
  tables: string[];
  /** Whether a policy or a constraint calls it. */
  shared: boolean;
}

/**
 * Every function that decides anything (one that only the system may call, with its own rights, does
 * not): with one condition always true or false, without one assignment, with the rights of the
 * other side; a trigger's function also doing nothing at all.
 */
export async function functionMutants(sql: postgres.Sql): Promise<Mutant[]> {
  const routines = await sql<Routine[]>`
    select oid::regprocedure::text as name, pg_get_functiondef(oid) as definition, prosrc as body,
      prosecdef as definer, prorettype = 'trigger'::regtype as trigger, array(
        select distinct tgrelid::regclass::text from pg_trigger where tgfoid = p.oid
      ) as tables, exists (
        select from pg_depend
        where refclassid = 'pg_proc'::regclass and refobjid = p.oid
          and classid in ('pg_policy'::regclass, 'pg_constraint'::regclass)
      ) as shared
    from pg_proc p where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
      and (prosecdef or prorettype = 'trigger'::regtype
        or has_function_privilege('authenticated', p.oid, 'execute')
        or has_function_privilege('anon', p.oid, 'execute'))
    order by 1`;
  return routines.flatMap(({ name, definition, body, definer, trigger, tables, shared }) => {
    const place = { near: trigger ? tables : [name.replace(/\(.*/, '')], contained: !shared };
    const rights = definer ? 'security invoker' : 'security definer';
    const rewrites = [
      ...conditionRewrites(body),
      ...assignmentRewrites(body),
      ...trigger ? [{ change: 'does nothing', text: '\nbegin\n  return new;\nend\n' }] : [],
    ];
    return [
      { name: `function ${name}: ${rights}`, sql: `alter function ${name} ${rights}`, ...place },
      ...rewrites.map(({ change, text }) => ({
        name: `function ${name}: ${change}`,
        sql: definition.replace(body, () => text),
        ...place,
      })),
    ];
  });
}

/**
 * Nobody may call `private.rank_chunks`, but `private.search_chunks` has it read past row security by
 * the keys it is given. Only those conditions are about access; the rest of it is about ranking.
 */
export async function rankingMutants(sql: postgres.Sql): Promise<Mutant[]> {
  const [routine] = await sql<{ definition: string; body: string }[]>`
    select pg_get_functiondef(oid) as definition, prosrc as body from pg_proc
    where pronamespace = 'private'::regnamespace and proname = 'rank_chunks'`;
  const { definition = '', body = '' } = routine ?? {};
  return conditionRewrites(body).filter(({ change }) => /\bkeys\b/.test(change))
    .map(({ change, text }) => ({
      name: `function private.rank_chunks: ${change}`,
      sql: definition.replace(body, () => text),
      near: ['private.search_chunks'],
      contained: true,
    }));
}

/** Every trigger, dropped. */
export async function triggerMutants(sql: postgres.Sql): Promise<Mutant[]> {
  const triggers = await sql<{ name: string; table: string }[]>`
    select tgname as name, tgrelid::regclass::text as table from pg_trigger
    where not tgisinternal order by 1`;
  return triggers.map(({ name, table }) => ({
    name: `trigger ${name}: dropped`,
    sql: `drop trigger ${name} on ${table}`,
    near: [table],
    contained: true,
  }));
}
