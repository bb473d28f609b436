import postgres from 'postgres';
import process from 'node:process';
import { describe, expect, inject, it } from 'vitest';
import { readMigrations } from '../../../../local/database/migrations/journal.ts';
import { Leftovers } from '../../../../local/rehearsal/leftovers.ts';
import { type RehearsalOptions, rehearse } from '../../../../local/rehearsal/rehearse.ts';
import { renderText } from '../../../../local/rehearsal/render.ts';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';

async function rehearsed(options: RehearsalOptions) {
  const leftovers = new Leftovers();
  try {
    return await rehearse(options, leftovers);
  } finally {
    await leftovers.clear();
  }
}

const script = (text: string) => ({ tag: 'try.sql', statements: [text] });
/** A rehearsal makes a server of its own and every migration on it, and all cells in the proof. */
const PATIENT = { timeout: 600_000 };

describe('a rehearsal', () => {
  it("passes the project's own migrations, and proves access after them", PATIENT, async () => {
    const empty = await createTestDatabase({ empty: true });
    const all = process.env.PROOF_ROUNDS !== undefined;
    const found = await rehearsed({
      from: empty.url,
      ...!all && { subjects: (name: string) => name === 'public.gyms' },
    });
    await empty.drop();
    const tags = (await readMigrations()).map(({ tag }) => tag);
    expect(found).toMatchObject({ ok: true, clone: 'template', pending: tags, drift: [] });
    expect(found.migrations.map(({ tag }) => tag)).toEqual(tags);
    expect(found.access).toMatchObject({ wrong: [], undeclared: [], missing: [] });
    expect(found.access?.cells).toBeGreaterThan(all ? 80_000 : 200);
    expect(renderText(found)).toMatch(/\n✓ Nothing speaks against it\.$/);
    const server = postgres(inject('cluster').url, { max: 1 });
    const left = await server`select datname from pg_database where datname like 'rehearsal_%'`;
    await server.end();
    expect(left).toEqual([]);
  });

  it('finds what the migrations did not make, who waits, and who may what', PATIENT, async () => {
    const database = await createTestDatabase();
    const sql = postgres(database.url, { max: 1, onnotice: () => {} });
    await sql`create table leaflets (id int)`;
    await sql`insert into gyms (name, timezone) select n, 'UTC' from generate_series(1, 10000) n`;
    await sql`analyze gyms`;
    const found = await rehearsed({
      from: database.url,
      sample: 500,
      scripts: [script(`
        alter policy gyms_select_signed_in on gyms using (false);
        create function annexed() returns int language sql as 'select 1';
        create index by_name on gyms (name)`)],
      subjects: (name) => name === 'public.gyms',
    });
    // Somebody was connected, and still is.
    expect(await sql`select count(*)::int from leaflets`).toEqual([{ count: 0 }]);
    await sql.end();
    await database.drop();
    expect(found).toMatchObject({ ok: false, clone: 'copy', pending: ['try.sql'] });
    expect(found.drift).toContain('table public.leaflets');
    expect(found.access?.undeclared).toEqual(['public.annexed()']);
    const text = renderText(found);
    expect(text).toContain('✗ 3. create index by_name on gyms (name)');
    expect(text).toMatch(
      /require-concurrent-index-creation: builds an index over every row of public.gyms \(10,000 rows\)/,
    );
    expect(text).toMatch(/student · public\.gyms · \w+.*: declared .+, found -/);
    expect(text).toMatch(/\n✗ Do not run it as it is\.$/);
  });
});
