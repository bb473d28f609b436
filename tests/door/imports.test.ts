import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { discoverFunctions } from '../../local/functions/discover.ts';
import { type ImportGraph, loadedBy, readImportGraph } from '../../local/lint/import-graph.ts';
import { PROJECT_ROOT } from '../../local/stack/settings/state.ts';

const SYSTEM_DOOR = 'supabase/functions/_shared/system-db.ts';

let graph: ImportGraph;
let functions: { name: string; entry: string }[];

beforeAll(async () => {
  graph = await readImportGraph(['src', 'supabase/functions']);
  const found = await discoverFunctions();
  functions = found.map(({ name, entry }) => ({ name, entry: relative(PROJECT_ROOT, entry) }));
});

const reachesIt = (entry: string) => loadedBy(graph, entry).has(SYSTEM_DOOR);

describe('the system’s door', () => {
  it('is within reach of the functions that need it, and of no other', () => {
    const holders = functions.filter(({ entry }) => reachesIt(entry)).map(({ name }) => name);
    expect(holders).toEqual(['admin', 'extract', 'jobs', 'webhooks']);
  });

  it('is asked for in the environment by those alone', async () => {
    for (const { name, entry } of functions) {
      const text = await readFile(join(PROJECT_ROOT, entry), 'utf8');
      expect(text.includes('systemDatabaseEnv'), name).toBe(reachesIt(entry));
    }
  });

  it('would be found behind several imports', () => {
    const files = loadedBy(graph, 'supabase/functions/webhooks/index.ts');
    expect(files).toContain('supabase/functions/_shared/db/connection/wire.ts');
  });
});
