import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { catalogOf, type Difference, differences } from '../../../database/catalog/catalog.ts';
import { PROJECT_ROOT } from '../../../stack/settings/state.ts';
import type { StackFacts } from '../../workbench/stack-facts.ts';
import { withOwner } from '../../workbench/with-owner.ts';

const PROCESS = fileURLToPath(new URL('./declared-catalog-process.ts', import.meta.url));
const PATIENCE_MS = 240_000;

/** In what the stack's database is not what the schema files say. */
export async function findDrift(stack: StackFacts): Promise<Difference[]> {
  const landed = await withOwner(stack, async (owner) => ({
    catalog: await catalogOf(owner),
    pgvector: (await owner`select from pg_extension where extname = 'vector'`).length > 0,
  }));
  return differences(landed.catalog, await declaredCatalog(landed.pgvector));
}

/** What the files make of an empty database; in a process of its own, as it is seconds of work. */
async function declaredCatalog(pgvector: boolean): Promise<Map<string, string>> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', PROCESS, ...pgvector ? ['pgvector'] : []],
    { cwd: PROJECT_ROOT, stdio: ['ignore', 'pipe', 'pipe'], timeout: PATIENCE_MS },
  );
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  if (code !== 0) throw new Error(errors.trim() || 'It did not end in time.');
  return new Map(JSON.parse(output) as [string, string][]);
}
