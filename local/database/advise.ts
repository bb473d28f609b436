import { supabaseCli } from '../commands/support/cli.ts';

/** What Supabase's advisor has against a database. */
export interface Lint {
  name: string;
  level: 'INFO' | 'WARN' | 'ERROR';
  detail: string;
  metadata: { schema?: string; name?: string };
}

/**
 * Runs `supabase db advisors`, which npx fetches on first use.
 * @throws Error when it cannot be fetched, or does not end well
 */
export async function advise(databaseUrl: string): Promise<Lint[]> {
  const url = new URL(databaseUrl);
  url.searchParams.set('sslmode', 'disable');
  // Splinter asks this setting which schemas the Data API exposes; without it finds less.
  url.searchParams.set('options', '-c pgrst.db_schemas=public,storage');
  const output = await supabaseCli([
    ...['db', 'advisors', `--remote=${url.href.replaceAll('+', '%20')}`],
    ...['--level', 'info', '--fail-on', 'none', '--output-format', 'json'],
  ], { capture: true });
  return (JSON.parse(output) as { results: Lint[] }).results;
}
