// What is left of GET /identity/me without signing in, policies and contract: Hono, the same query in
// one flight on an open connection, and the row as JSON. `/raw` does without Drizzle and driver too.
import process from 'node:process';
import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import { Hono } from 'hono';
import { Me } from '../../../src/identity/account/contract.ts';
import { columnsOf } from '../../../src/db/columns-of.ts';
import { users } from '../../../src/db/schema/index.ts';
import { openOneFlight } from '../../support/one-flight.ts';
import { connectRaw } from '../../support/raw-client.ts';

const url = process.env.FLOOR_DATABASE_URL ?? '';
const db = drizzle({ client: openOneFlight(url, 1) });
const raw = await connectRaw(url);

// As in src/identity/account/read-me.ts.
const me = (id: string) => db.select(columnsOf(Me, users)).from(users).where(eq(users.id, id));
const text = me('').toSQL().sql;

const app = new Hono().basePath('/floor');
app.get('/:user_id', async (c) => {
  const [row] = await me(c.req.param('user_id'));
  return c.json(row);
});
app.get('/raw/:user_id', async (c) => {
  const [row] = await raw.query(text, [c.req.param('user_id')]);
  return c.json(row);
});

export default { fetch: app.fetch };
