import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMigrations } from '../../../../local/database/migrations/journal.ts';
import { Leftovers } from '../../../../local/rehearsal/leftovers.ts';
import { rehearse, type RehearsalOptions } from '../../../../local/rehearsal/rehearse.ts';
import { renderText } from '../../../../local/rehearsal/render.ts';
import type { TestDatabase } from '../../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';

async function rehearsed(options: RehearsalOptions) {
  const leftovers = new Leftovers();
  try {
    return await rehearse(options, leftovers);
  } finally {
    await leftovers.clear();
  }
}

describe('a rehearsal', () => {
  it("passes the project's own migrations", { timeout: 600_000 }, async () => {
    const empty = await createTestDatabase({ empty: true });
    const found = await rehearsed({ from: empty.url });
    console.log(renderText(found).slice(-3000));
    await empty.drop();
    expect(found.ok).toBe(true);
  });
});
