import { literal } from '../expression/quote.ts';
import type { Run } from '../ports.ts';

/** A function as its text tells. */
export interface Routine {
  /** As `regprocedure` prints it. */
  signature: string;
  name: string;
  language: string;
  definer: boolean;
  body: string;
  /** Argument names, '' where one has none, and types as they are called. */
  arguments: { name: string; type: string }[];
  variadic: boolean;
  returnsSet: boolean;
  /** `search_path` as the function sets it for itself; null where it does not. */
  searchPath: string | null;
}

/** The functions of a name that may be called with so many arguments. */
export async function readRoutines(
  system: Run,
  schema: string,
  name: string,
  given: number,
): Promise<Routine[]> {
  const { rows } = await system(`
    select jsonb_build_object(
      'signature', p.oid::regprocedure::text, 'name', p.proname, 'language', l.lanname,
      'definer', p.prosecdef, 'body', coalesce(pg_get_function_sqlbody(p.oid), p.prosrc),
      'arguments', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'name', coalesce(p.proargnames[place], ''), 'type', type::regtype::text
        ) order by place), '[]')
        from unnest(p.proargtypes::oid[]) with ordinality a (type, place)
      ),
      'variadic', p.provariadic <> 0, 'returnsSet', p.proretset,
      'searchPath', (
        select substr(c, strpos(c, '=') + 1) from unnest(p.proconfig) c where c like 'search_path=%'
      )
    )::text as routine
    from pg_proc p join pg_language l on l.oid = p.prolang
    where p.pronamespace = (select oid from pg_namespace where nspname = ${literal(schema)})
      and p.proname = ${literal(name)}
      and (p.pronargs = ${given} or p.provariadic <> 0
        or ${given} between p.pronargs - p.pronargdefaults and p.pronargs)`);
  return rows.map(({ routine }) => JSON.parse(routine as string) as Routine);
}
