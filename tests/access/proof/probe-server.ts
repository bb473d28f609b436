import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { sql } from 'drizzle-orm';
import { Hono } from 'hono';
import postgres from 'postgres';
import { listen } from '../../../local/stack/settings/ports.ts';
import type { Database } from '../../../src/db/client.ts';
import type {
  Authenticate,
  Principal,
} from '../../../supabase/functions/_shared/auth/principal.ts';
import { DoorError, findCause } from '../../../supabase/functions/_shared/db.ts';
import type { Doors } from '../../../testkit/door/doors.ts';
import type { Cell } from './cells.ts';
import type { Refused, Returned } from './session.ts';

/** Thrown to end a transaction without a trace, carrying what its last statement answered. */
class Undo extends Error {
  constructor(readonly answer: Returned) {
    super('undone');
  }
}

/**
 * Serves the cells over HTTP through the deployed code's own middleware and door. The request names
 * cells by their places; who is asking, and so who they run as, is decided by its credentials.
 * A test's tool, never deployed.
 */
export async function serveProbes(cells: Cell[], authenticate: Authenticate, door: Doors) {
  const app = new Hono().post('/probes', async (c) => {
    const db = databaseOf(await authenticate(c.req.raw), door);
    const answers: (Returned | Refused)[] = [];
    for (const place of await c.req.json<number[]>()) {
      answers.push(await attempt(db, cells[place]?.steps ?? []));
    }
    return c.json(answers);
  });
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}/probes`,
    stop: () => new Promise((done) => server.close(done)),
  };
}

function databaseOf(principal: Principal, door: Doors): Database {
  if (principal.kind === 'system') return door.asSystem('access matrix');
  return door.asCaller(principal.kind === 'user' ? principal.claims : null);
}

/** One transaction of the statements, undone whatever comes of it. */
async function attempt(db: Database, steps: string[]): Promise<Returned | Refused> {
  try {
    return await db.transaction(async (tx): Promise<never> => {
      let last: Returned = { rows: [], count: null };
      for (const step of steps) {
        const rows = await tx.execute(sql.raw(step));
        last = { rows: [...rows], count: rows.count };
      }
      throw new Undo(last);
    });
  } catch (error) {
    if (error instanceof Undo) return error.answer;
    const refusal = findCause(error, postgres.PostgresError) ?? findCause(error, DoorError);
    if (!refusal) throw error;
    return { code: refusal.code, message: refusal.message };
  }
}
