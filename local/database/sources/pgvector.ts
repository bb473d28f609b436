import type { SqlFile } from './sql-files.ts';

/** The name by which the pgvector files, which run together, are one script. */
export const PGVECTOR = 'src/db/schema/**/*.pgvector.sql';

/**
 * Writes the one statement that runs the pgvector files, or leaves nothing behind. All of it is dynamic,
 * because without the extension not even its types can be named.
 */
export function pgvectorBlock(files: SqlFile[]): string {
  const parts = files.filter(({ kind }) => kind === 'pgvector').map(({ path, text }) =>
    `  -- ${path}\n  execute replace($pgvector$\n${text}\n$pgvector$, 'pgvector.', home || '.');`
  );
  return `do $migration$
declare
  home text;
begin
  if not exists (select from pg_catalog.pg_available_extensions where name = 'vector') then
    return;
  end if;
  begin
    create extension if not exists vector with schema extensions;
  exception when insufficient_privilege then
    -- It takes a superuser, except where the platform says otherwise (hosted Supabase does).
    raise warning 'pgvector is there, but % may not enable it: search stays lexical', current_user;
    return;
  end;
  -- It may have been enabled before, elsewhere.
  select format('%I', n.nspname) into strict home
  from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace
  where e.extname = 'vector';
  -- Loads the library, so that its settings are known below.
  execute format('select ''[0]''::%s.vector', home);

${parts.join('\n\n')}
end
$migration$;`;
}
