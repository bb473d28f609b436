import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS, readMigrations, sha256, versionOf } from './journal.ts';

const git = async (...args: string[]) =>
  (await promisify(execFile)('git', args, { cwd: MIGRATIONS, maxBuffer: 2 ** 26 })).stdout;

/** The files that are on the main branch, by their paths below `drizzle/`. */
async function onMain(): Promise<string[] | undefined> {
  const listed = await git('ls-tree', '--name-only', 'origin/HEAD', './').catch(() => undefined);
  // Those numbered 0000 to 0012 were replaced by the baseline before anything was released.
  return listed?.split('\n').filter((name) => /^\d{14}_\w+\.sql$/.test(name));
}
const landed = await onMain();

describe('a landed migration', () => {
  it('is as db:generate wrote it, and no file is beside the journal', async () => {
    const migrations = await readMigrations();
    const edited = migrations.filter(({ hash, textHash }) => hash !== textHash);
    expect(edited.map(({ tag }) => tag)).toEqual([]);
    const files = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
    expect(files).toEqual(migrations.map(({ tag }) => `${tag}.sql`));
  });

  it('has the instant of its name in the journal, later than the one before', async () => {
    const migrations = await readMigrations();
    const instants = migrations.map(({ when }) => when);
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
    for (const migration of migrations) {
      const digits = new Date(migration.when).toISOString().replace(/\D/g, '').slice(0, 14);
      expect(versionOf(migration)).toBe(digits);
    }
  });

  // The hash could be edited with the file; what is on the main branch could not.
  const where = landed ? '' : ' (skipped: git knows no origin/HEAD)';
  it.skipIf(!landed)(`is what the main branch has${where}`, async () => {
    const migrations = new Map((await readMigrations()).map((m) => [`${m.tag}.sql`, m.textHash]));
    for (const name of landed ?? []) {
      const text = await git('show', `origin/HEAD:./${name}`);
      expect([name, migrations.get(name)]).toEqual([name, sha256(text)]);
    }
  });
});
