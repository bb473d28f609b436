import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enableVectors } from '../../../local/database/enable-vectors.ts';
import { completeStatements } from '../../../local/database/generate/plan-migration.ts';
import { openScratch, type Scratch } from '../../../local/database/generate/scratch.ts';
import { readSources } from '../../../local/database/sources/declared.ts';
import { pgvectorBlock } from '../../../local/database/sources/pgvector.ts';
import { emptyEngine } from '../../../testkit/database/left-engines.ts';
import { createVectorDatabase } from '../../../testkit/database/pglite.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';

let scratch: Scratch;
let everything: string[];
let block: string;

beforeAll(async () => {
  scratch = await openScratch(emptyEngine);
  const sources = await readSources();
  everything = await completeStatements(sources);
  block = pgvectorBlock(sources.files);
}, 120_000);

afterAll(() => scratch?.close());

const tableOfVectors = 'table private.chunk_embeddings';

describe('the part of a migration that needs pgvector', () => {
  it('finds the extension where it was enabled before', async () => {
    const catalog = await scratch.undone(async () => {
      await scratch.run(['create schema elsewhere; create extension vector schema elsewhere']);
      await scratch.run(everything);
      return await scratch.catalog();
    });
    expect(catalog.get('column private.chunk_embeddings.embedding')).toContain('elsewhere.vector');
  });

  it('goes on without it where it may not be enabled', async () => {
    const before = everything.filter((statement) => !statement.endsWith(block));
    const catalog = await scratch.undone(async () => {
      await scratch.run([...before, 'create role plain', 'set local role plain', block]);
      return await scratch.catalog();
    });
    expect(catalog.has('table public.documents')).toBe(true);
    expect(catalog.has(tableOfVectors)).toBe(false);
  });

  it('bears repetition', async () => {
    const [once, twice] = await scratch.undone(async () => {
      await scratch.run(everything);
      const once = await scratch.catalog();
      await scratch.run([block]);
      return [once, await scratch.catalog()];
    });
    expect(once?.has(tableOfVectors)).toBe(true);
    expect(twice).toEqual(once);
  });

  it('is run later by db:vectors, where there is pgvector by then', async () => {
    const without = await createTestDatabase();
    expect(await enableVectors(without.url)).toBe(false);
    await without.drop();

    const later = await createVectorDatabase();
    const sql = postgres(later.url, { max: 1, onnotice: () => {} });
    await sql.unsafe(`
      drop function private.search_chunks_hybrid, private.nearest_chunks;
      drop table private.chunk_embeddings;
      drop extension vector`);
    expect(await enableVectors(later.url)).toBe(true);
    await sql.end();
    await later.drop();
  }, 120_000);
});
