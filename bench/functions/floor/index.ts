// What is left of GET /identity/me without signing in, policies, contract and driver: Hono, the
// same query in one flight on an open connection, and the row as JSON.
import process from 'node:process';
import { eq } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/pg-core';
import { Hono } from 'hono';
import { Me } from '../../../src/contracts/identity.ts';
import { columnsOf } from '../../../src/db/columns-of.ts';
import { users } from '../../../src/db/schema/index.ts';
import { connectRaw } from '../../support/raw-client.ts';

// As in src/identity/read-me.ts.
const text = new QueryBuilder().select(columnsOf(Me, users)).from(users)
  .where(eq(users.id, '')).toSQL().sql;
const client = await connectRaw(process.env.FLOOR_DATABASE_URL ?? '');

const app = new Hono().basePath('/floor');
app.get('/:user_id', async (c) => {
  const [row] = await client.query(text, [c.req.param('user_id')]);
  return c.json(row);
});

export default { fetch: app.fetch };
