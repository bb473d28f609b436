import type { DrizzleSnapshotJSON } from 'drizzle-kit/api';
import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Where the landed migrations are. */
export const MIGRATIONS = fileURLToPath(new URL('../../../drizzle', import.meta.url));

/** An entry of drizzle-kit's journal. */
export interface JournalEntry {
  idx: number;
  version: string;
  /** The instant in its name, in milliseconds: what both ledgers know it by. */
  when: number;
  tag: string;
  breakpoints: boolean;
  /**
   * SHA-256 of the file when it was written. A landed migration is never edited: a database that has
   * it would not get the edit. The check is against this, and in CI also against the main branch.
   */
  hash: string;
}

export interface Journal {
  version: string;
  dialect: string;
  entries: JournalEntry[];
}

export interface Migration extends JournalEntry {
  text: string;
  /** Of the text as it is now. */
  textHash: string;
  statements: string[];
}

export const BREAKPOINT = '--> statement-breakpoint';
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The version by which Supabase's tools know a migration: the fourteen digits of its name. */
export const versionOf = ({ tag }: Pick<JournalEntry, 'tag'>): string => tag.split('_')[0] ?? '';

/** Reads the journal; an empty one where there is none yet. */
export async function readJournal(folder = MIGRATIONS): Promise<Journal> {
  const file = `${folder}/meta/_journal.json`;
  const exists = await access(file).then(() => true, () => false);
  if (!exists) return { version: '7', dialect: 'postgresql', entries: [] };
  return JSON.parse(await readFile(file, 'utf8')) as Journal;
}

/** Reads the landed migrations, oldest first. */
export async function readMigrations(folder = MIGRATIONS): Promise<Migration[]> {
  const { entries } = await readJournal(folder);
  return await Promise.all(entries.map(async (entry) => {
    const text = await readFile(`${folder}/${entry.tag}.sql`, 'utf8');
    return {
      ...entry,
      text,
      textHash: sha256(text),
      statements: text.split(BREAKPOINT).map((part) => part.trim()).filter(Boolean),
    };
  }));
}

/** Reads what the newest migration made of the tables, in drizzle-kit's form. */
export async function readSnapshot(folder = MIGRATIONS): Promise<DrizzleSnapshotJSON | undefined> {
  const last = (await readJournal(folder)).entries.at(-1);
  if (!last) return undefined;
  const file = `${folder}/meta/${versionOf(last)}_snapshot.json`;
  return JSON.parse(await readFile(file, 'utf8')) as DrizzleSnapshotJSON;
}
