import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notes } from '../../testkit/door/notes.ts';
import { type NotesDatabase, notesDatabase } from './support/door.ts';

describe('claims are data', () => {
  let database: NotesDatabase;
  let door: ReturnType<NotesDatabase['open']>;

  beforeAll(async () => {
    database = await notesDatabase();
    door = database.open({ poolSize: 1 });
  });
  afterAll(() => database.drop());

  it.each([
    ['a quote', `O'Brien`],
    ['a statement', `'; drop table door_notes; --`],
    ['a dollar quote', `$$; reset role; $$ $1`],
    ['backslashes', `\\'; reset role; \\\\`],
    ['double quotes and braces', `"},{"role":"service_role","x":"`],
    ['line breaks', 'a\nb\r\nc\t'],
    ['an escaped NUL that is none', '\\u0000'],
    ['3 KB of unicode', '🥋ç'.repeat(512)],
  ])('a subject or a name with %s arrives as it is', async (_, text) => {
    const db = door.asCaller({ sub: text, name: text, nested: { [text]: [text] } });
    const [row] = await db.execute(sql`
      select current_user as role, auth.jwt() as jwt,
             current_setting('request.jwt.claim.sub') as sub`);
    expect(row).toEqual({
      role: 'authenticated',
      sub: text,
      jwt: { sub: text, name: text, nested: { [text]: [text] }, role: 'authenticated' },
    });
    const [note] = await db.insert(notes).values({ owner: text, body: text }).returning();
    expect(note).toMatchObject({ owner: text, body: text });
    expect(await db.select({ owner: notes.owner }).from(notes)).toEqual([{ owner: text }]);
  });

  it.each([
    ['a NUL in the subject', { sub: 'a\0b' }],
    ['a NUL in a name', { sub: 'ana', name: 'a\0' }],
    ['a NUL in a key', { sub: 'ana', deep: [{ 'a\0': 1 }] }],
    ['half a surrogate pair', { sub: 'ana', name: '\ud83e' }],
    ['an empty subject', { sub: '' }],
  ])('%s, which jsonb could not hold, is refused before any statement', (_, claims) => {
    expect(() => door.asCaller(claims)).toThrow(
      expect.objectContaining({ code: 'INVALID_CLAIMS' }),
    );
  });

  it.each(['service_role', 'postgres', 'anon'])(
    'a role claim of %s changes nothing',
    async (role) => {
      const [row] = await door.asCaller({ sub: 'ana', role }).execute(
        sql`select current_user as role, auth.role() as claimed`,
      );
      expect(row).toEqual({ role: 'authenticated', claimed: 'authenticated' });
    },
  );

  it('without claims the role is anon, and the system has no subject', async () => {
    const who =
      sql`select current_user as role, auth.role() as claimed, auth.jwt() ->> 'sub' as sub`;
    const [visitor] = await door.asCaller(null).execute(who);
    expect(visitor).toEqual({ role: 'anon', claimed: 'anon', sub: null });
    const [system] = await door.asSystem('a test').execute(who);
    expect(system).toEqual({ role: 'service_role', claimed: 'service_role', sub: null });
  });
});
