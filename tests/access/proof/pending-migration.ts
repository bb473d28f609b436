import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import config from '../../../drizzle.config.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What `drizzle-kit generate` says, on a copy of the migrations. */
export async function pendingMigration(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tatame-drift-'));
  try {
    const out = join(folder, 'drizzle');
    const file = join(folder, 'config.json');
    await cp(join(root, 'drizzle'), out, { recursive: true });
    // drizzle-kit takes a path that begins with a slash for one below the project.
    await writeFile(file, JSON.stringify({ ...config, out: relative(root, out) }));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['node_modules/drizzle-kit/bin.cjs', 'generate', '--config', file],
      { cwd: root },
    );
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
