/** Run by Deno: goes through the door at the given connection string and prints what it saw. */
import process from 'node:process';
import { eq, sql } from 'drizzle-orm';
import { openDoor } from '../../../supabase/functions/_shared/db.ts';
import { currentMeter, runMetered } from '../../../supabase/functions/_shared/db/meter.ts';
import { notes, schema } from '../../../testkit/door/notes-schema.ts';

const [url = '', signingKey = ''] = process.argv.slice(2);
const door = openDoor({ url, signingKey, poolSize: 2, schema });
const db = door.asCaller({ sub: 'deno', name: `O'Brien` });

const seen = await runMetered(async () => {
  const [who] = await db.execute(sql`select current_user as role, auth.jwt() ->> 'name' as name`);
  const [note] = await db.insert(notes).values({ owner: 'deno', body: 'a', tags: ['x'] })
    .returning();
  const found = await db.query.notes.findMany({
    with: { comments: true },
    columns: { body: true },
  });
  const large = await db.execute(sql`select length(${'x'.repeat(3_000_000)}) as size`);
  const forged = await db.insert(notes).values({ owner: 'ana', body: 'b' })
    .then(() => 'none', (error) => error.cause.code);
  await db.transaction(async (tx) => {
    await tx.update(notes).set({ body: 'c' }).where(eq(notes.owner, 'deno'));
    await tx.transaction(async (inner) => {
      await inner.delete(notes);
      inner.rollback();
    }).catch(() => {});
  });
  const after = await db.select({ body: notes.body }).from(notes);
  const { statements } = currentMeter();
  return { who, tags: note?.tags, found, size: large[0]?.size, forged, after, statements };
});
const answers = await Promise.all(
  Array.from({ length: 40 }, async (_, index) => {
    const [row] = await door.asCaller({ sub: `user-${index}` })
      .execute(sql`select auth.jwt() ->> 'sub' as sub`);
    return row?.sub === `user-${index}`;
  }),
);
console.log(JSON.stringify({ ...seen, answers: answers.filter(Boolean).length }));
await door.end();
