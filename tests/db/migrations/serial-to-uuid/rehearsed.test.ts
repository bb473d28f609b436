import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runStep } from '../../../../local/database/online/run-step.ts';
import type { Statement } from '../../../../local/database/online/statements.ts';
import { applyMeasured } from '../../../../local/rehearsal/measure/apply.ts';
import type { TestDatabase } from '../../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';
import { seed, stepOf, STEPS } from './seed.ts';

let database: TestDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
  // Both tables are large, by the rehearsal's rules.
  await seed(sql, 24_000);
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

/** What the rehearsal has against a statement, whatever the speed of this machine. */
async function findings({ sql: statement, title }: Statement): Promise<string[]> {
  const [report] = await applyMeasured(
    database.url,
    [{ tag: title, statements: [statement] }],
    new Map(),
  );
  return report!.statements.flatMap((each) => each.findings)
    .filter(({ rule }) => rule !== 'holding-lock').map(({ rule, says }) => `${rule}: ${says}`);
}

it('passes the rules of the rehearsal, a statement at a time', async () => {
  for (const step of STEPS) {
    for (const statement of await stepOf(step)) {
      // A migration cannot hold it: it is run as the steps are.
      if (statement.concurrent) await runStep(database.url, [statement]);
      else expect(await findings(statement), statement.title).toEqual([]);
      if (statement.again) await runStep(database.url, [statement]);
    }
    await sql`analyze`;
  }
});

it('would not pass without what the steps take care of', async () => {
  const [column] = await stepOf('1-add');
  const rewriting = column!.sql.replace('uuid uuid', 'other uuid default gen_random_uuid()');
  expect(rewriting).not.toBe(column!.sql);
  expect(await findings({ ...column!, sql: rewriting })).toEqual([
    expect.stringMatching(/^adding-field-with-default/),
  ]);
});
