import { eq, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDoor } from '../../supabase/functions/_shared/db.ts';
import { SIGNING_KEY } from '../../testkit/database/cluster.ts';
import {
  hasPgBouncer,
  startPgBouncer,
  throughPgBouncer,
} from '../../testkit/database/pgbouncer.ts';
import { createTestDatabase } from '../../testkit/database/postgres.ts';
import { startProxy } from '../../testkit/database/proxy.ts';
import { comments, createNotes, notes, schema } from '../../testkit/door/notes.ts';

/** A door whose traffic is counted, with one warm connection. */
async function countedDoor(target: string) {
  const proxy = await startProxy({ target });
  const url = proxy.through(target);
  const door = openDoor({ url, signingKey: SIGNING_KEY, poolSize: 1, schema });
  const db = door.asCaller({ sub: 'ana' });
  await db.execute(sql`select`);
  return { proxy, url, door, db, stop: () => door.end().then(proxy.stop) };
}

const targets = [
  { name: 'straight to Postgres', pooled: false },
  { name: throughPgBouncer, pooled: true },
];

describe.each(targets)('the wire contract $name', ({ pooled }) => {
  describe.skipIf(pooled && !hasPgBouncer)('', () => {
    let counted: Awaited<ReturnType<typeof countedDoor>>;
    const cleanups: (() => Promise<unknown>)[] = [];

    beforeAll(async () => {
      const database = await createTestDatabase();
      cleanups.unshift(database.drop);
      await createNotes(database.url);
      let target = database.edgeUrl;
      if (pooled) {
        const pooler = await startPgBouncer({ target });
        cleanups.unshift(pooler.stop);
        target = pooler.url;
      }
      counted = await countedDoor(target);
      cleanups.unshift(counted.stop);
    });
    afterAll(async () => {
      for (const cleanup of cleanups) await cleanup();
    });

    const cost = (work: (db: typeof counted.db) => PromiseLike<unknown>) =>
      counted.proxy.measure(async () => await work(counted.db));
    const trips = (count: number) => ({ flights: count, syncs: count, readyForQuery: count });
    const ana = (body: string) => ({ owner: 'ana', body });

    it('is counted by a proxy that sees what the bare driver costs', async () => {
      const bare = postgres(counted.url, { max: 1, prepare: false, fetch_types: false });
      await bare`select`;
      const counts = await counted.proxy.measure(() => bare`select ${'one parameter'}::text`);
      await bare.end();
      expect(counts).toEqual({ flights: 2, syncs: 1, readyForQuery: 1 });
    });

    it('costs one round trip for every statement outside a transaction', async () => {
      expect(await cost((db) => db.select().from(notes))).toEqual(trips(1));
      expect(await cost((db) => db.select().from(notes).where(eq(notes.body, 'a'))))
        .toEqual(trips(1));
      expect(await cost((db) => db.insert(notes).values(ana('a')).returning())).toEqual(trips(1));
      expect(await cost((db) => db.update(notes).set({ body: 'b' }).where(eq(notes.body, 'a'))))
        .toEqual(trips(1));
      expect(await cost((db) => db.delete(notes).where(eq(notes.body, 'b')))).toEqual(trips(1));
    });

    it('costs one round trip for a relational query', async () => {
      const [note] = await counted.db.insert(notes).values(ana('read me')).returning();
      if (!note) throw new Error('no note');
      await counted.db.insert(comments).values({ noteId: note.id, body: 'done' });
      let found: unknown;
      const counts = await cost(async (db) => {
        found = await db.query.notes.findMany({
          with: { comments: { columns: { body: true } } },
          where: eq(notes.id, note.id),
        });
      });
      expect(counts).toEqual(trips(1));
      expect(found).toEqual([{ ...note, comments: [{ body: 'done' }] }]);
    });

    it('costs one round trip with claims and parameters larger than a segment', async () => {
      const db = counted.door.asCaller({ sub: 'ana', bio: 'ç'.repeat(3_000) });
      await db.execute(sql`select`);
      const counts = await cost(() => db.execute(sql`select ${'x'.repeat(100_000)}`));
      expect(counts).toEqual(trips(1));
    });

    it('costs one round trip for a statement that fails', async () => {
      const failing = cost((db) =>
        db.insert(notes).values(ana('refused')).then(() => {}, () => {})
      );
      expect(await failing).toEqual(trips(1));
    });

    it('costs N + 1 round trips for a transaction of N statements', async () => {
      const ofTwo = cost((db) =>
        db.transaction(async (tx) => {
          await tx.insert(notes).values(ana('c'));
          await tx.select().from(notes);
        })
      );
      expect(await ofTwo).toEqual(trips(3));
      const serializable = cost((db) =>
        db.transaction((tx) => tx.select().from(notes), {
          isolationLevel: 'serializable',
          accessMode: 'read only',
        })
      );
      expect(await serializable).toEqual(trips(2));
    });

    it('costs nothing more for savepoints, and nothing at all for an empty transaction', async () => {
      const nested = cost((db) =>
        db.transaction(async (tx) => {
          await tx.insert(notes).values(ana('outer'));
          await tx.transaction((inner) => inner.insert(notes).values(ana('inner')));
          await tx.transaction((inner) => inner.select().from(notes));
        })
      );
      expect(await nested).toEqual(trips(4));
      expect(await cost((db) => db.transaction(async () => {}))).toEqual(trips(0));
    });
  });
});
