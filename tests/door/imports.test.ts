import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { discoverFunctions } from '../../local/functions/discover.ts';

const SYSTEM_DOOR = fileURLToPath(
  new URL('../../supabase/functions/_shared/system-db.ts', import.meta.url),
);
/** What is left at run time of `import … from`, `export … from` and `import(…)`. */
const IMPORT =
  /(?:^|\n)(?:import|export)(?! type\b)[^;'"]*?from '(\.[^']+)'|import\('(\.[^']+)'\)/g;

/** Every file of ours that is loaded with `entry`, or may be later. */
async function loadedWith(entry: string, seen = new Set<string>()): Promise<Set<string>> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  if (!entry.endsWith('.ts')) return seen;
  for (const [, from, later] of (await readFile(entry, 'utf8')).matchAll(IMPORT)) {
    await loadedWith(fileURLToPath(new URL((from ?? later)!, `file://${entry}`)), seen);
  }
  return seen;
}

describe('the system’s door', () => {
  it('is within reach of the functions that need it, and of no other', async () => {
    const holders = [];
    for (const { name, entry } of await discoverFunctions()) {
      if ((await loadedWith(entry)).has(SYSTEM_DOOR)) holders.push(name);
    }
    expect(holders).toEqual(['identity', 'jobs', 'webhooks']);
  });

  it('is asked for in the environment by those alone', async () => {
    for (const { name, entry } of await discoverFunctions()) {
      const asks = (await readFile(entry, 'utf8')).includes('systemDatabaseEnv');
      expect(asks, name).toBe((await loadedWith(entry)).has(SYSTEM_DOOR));
    }
  });

  it('would be found behind several imports', async () => {
    const files = await loadedWith(
      fileURLToPath(new URL('../../supabase/functions/webhooks/index.ts', import.meta.url)),
    );
    expect([...files].some((file) => file.endsWith('_shared/db/connection/wire.ts'))).toBe(true);
  });
});
