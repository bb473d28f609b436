import type postgres from 'postgres';

/** A table of ours, with what the catalog says of its row security. */
export interface GuardedTable {
  /** `schema.table`. */
  name: string;
  enabled: boolean;
  forced: boolean;
  policies: Policy[];
}

export interface Policy {
  name: string;
  command: string;
  permissive: boolean;
  roles: string[];
  /** As `pg_get_expr` writes them. */
  using: string | null;
  check: string | null;
}

/** Every table of `public` and `private`, in order, with its policies. */
export async function readPolicies(owner: postgres.Sql): Promise<GuardedTable[]> {
  const tables = await owner<GuardedTable[]>`
    select n.nspname || '.' || c.relname as name, c.relrowsecurity as enabled,
      c.relforcerowsecurity as forced, (
        select coalesce(json_agg(json_build_object(
          'name', p.polname,
          'command', case p.polcmd when 'r' then 'select' when 'a' then 'insert'
            when 'w' then 'update' when 'd' then 'delete' else 'all' end,
          'permissive', p.polpermissive,
          'roles', array(
            select case role when 0 then 'public' else role::regrole::text end
            from unnest(p.polroles) role
          ),
          'using', pg_get_expr(p.polqual, p.polrelid),
          'check', pg_get_expr(p.polwithcheck, p.polrelid)
        ) order by array_position('{r,a,w,d,*}', p.polcmd), p.polname), '[]')
        from pg_policy p where p.polrelid = c.oid
      ) as policies
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname in ('public', 'private')
    order by n.nspname <> 'public', 1`;
  return [...tables];
}
