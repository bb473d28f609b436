import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { denoPath } from '../../functions/deno.ts';
import { discoverFunctions } from '../../functions/discover.ts';
import { projectImportFaults } from '../../functions/reload/import-map.ts';
import { PROJECT_ROOT } from '../../stack/settings/state.ts';

const WANTED = { verify_jwt: false, import_map: '../deno.json' };

/**
 * Checks, without the network, that the functions would deploy: each has its block in `config.toml`,
 * the import map names all they import, as package.json is never uploaded, and their types hold.
 *
 * @throws naming every fault of the configuration; Deno prints its own
 */
export async function checkFunctions(): Promise<void> {
  const functions = await discoverFunctions();
  const names = functions.map(({ name }) => name);
  const faults = configFaults(
    await readFile(join(PROJECT_ROOT, 'supabase/config.toml'), 'utf8'),
    names,
  );
  faults.push(...await projectImportFaults(functions));
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const entries = functions.map(({ entry }) => entry);
  execFileSync(
    denoPath(),
    ['check', '--quiet', '--node-modules-dir=manual', '--no-lock', ...entries],
    {
      cwd: PROJECT_ROOT,
      env: { ...process.env, DENO_NO_PACKAGE_JSON: '1' },
      stdio: 'inherit',
    },
  );
}

/** What keeps `functions deploy` from doing with the functions what the tests have seen. */
export function configFaults(config: string, names: string[]): string[] {
  const functions = functionBlocks(config);
  const faults = names.flatMap((name) => {
    const block = functions[name];
    if (!block) return [`supabase/config.toml has no [functions.${name}].`];
    const wanted = { ...WANTED, entrypoint: `./functions/${name}/index.ts` };
    return Object.entries(wanted).flatMap(([key, value]) =>
      block[key] === JSON.stringify(value)
        ? []
        : [`[functions.${name}] needs ${key} = ${JSON.stringify(value)}.`]
    );
  });
  const stray = Object.keys(functions).filter((name) => !names.includes(name));
  return [...faults, ...stray.map((name) => `[functions.${name}] has no folder with an index.ts.`)];
}

/** The `[functions.<name>]` blocks, each with its values as they are written. */
function functionBlocks(config: string): Record<string, Record<string, string>> {
  const blocks = config.matchAll(/^\[functions\.([\w-]+)\]\n((?:[^[\n].*\n?|\n)*)/gm);
  return Object.fromEntries([...blocks].map(([, name, body]) => {
    const pairs = (body ?? '').matchAll(/^(\w+)\s*=\s*(.+?)\s*$/gm);
    return [name, Object.fromEntries([...pairs].map(([, key, value]) => [key, value]))];
  }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  checkFunctions().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
