import type { DrizzleSnapshotJSON } from 'drizzle-kit/api';
import { mkdir, writeFile } from 'node:fs/promises';
import { BREAKPOINT, MIGRATIONS, readJournal, sha256 } from './journal.ts';

/**
 * Writes a migration as drizzle-kit does: the file, its entry in the journal and its snapshot.
 *
 * The name begins with the time in UTC, so that Supabase's tools find it through
 * `supabase/migrations`; the journal holds the same time, so that both ledgers can be compared.
 *
 * @param what its name, in snake_case
 * @returns the name of the file without its ending
 */
export async function writeMigration(
  what: string,
  statements: string[],
  snapshot: DrizzleSnapshotJSON,
  folder = MIGRATIONS,
): Promise<string> {
  const journal = await readJournal(folder);
  const last = journal.entries.at(-1);
  const second = Math.floor(Date.now() / 1000) * 1000;
  const when = last && last.when >= second ? last.when + 1000 : second;
  const version = new Date(when).toISOString().replace(/\D/g, '').slice(0, 14);
  const tag = `${version}_${what}`;
  const text = `${statements.join(`\n${BREAKPOINT}\n`)}\n`;
  journal.entries.push({
    idx: journal.entries.length,
    version: journal.version,
    when,
    tag,
    breakpoints: true,
    hash: sha256(text),
  });
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  await mkdir(`${folder}/meta`, { recursive: true });
  await writeFile(`${folder}/${tag}.sql`, text);
  await writeFile(`${folder}/meta/${version}_snapshot.json`, json(snapshot));
  await writeFile(`${folder}/meta/_journal.json`, json(journal));
  return tag;
}
