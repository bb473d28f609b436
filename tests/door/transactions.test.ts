import { eq, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type NotesDatabase, notesDatabase } from './support/door.ts';
import { comments, notes } from '../../testkit/door/notes.ts';

describe('transactions through the door', () => {
  let database: NotesDatabase;
  let door: ReturnType<NotesDatabase['open']>;
  let admin: postgres.Sql;

  beforeAll(async () => {
    database = await notesDatabase();
    door = database.open({ poolSize: 1 });
    admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  });
  beforeEach(async () => {
    await admin`truncate door_notes, door_comments`;
  });
  afterAll(async () => {
    await admin.end();
    await database.drop();
  });

  const ana = () => door.asCaller({ sub: 'ana' });
  const mine = (body: string) => ({ owner: 'ana', body });
  const bodies = async () =>
    (await ana().select({ body: notes.body }).from(notes).orderBy(notes.id)).map((n) => n.body);

  it('commits all or nothing', async () => {
    const value = await ana().transaction(async (tx) => {
      await tx.insert(notes).values(mine('one'));
      await tx.insert(notes).values(mine('two'));
      return 'done';
    });
    expect(value).toBe('done');
    const failed = ana().transaction(async (tx) => {
      await tx.insert(notes).values(mine('three'));
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    const undone = ana().transaction(async (tx) => {
      await tx.insert(notes).values(mine('four'));
      tx.rollback();
    });
    await expect(undone).rejects.toThrow('Rollback');
    expect(await bodies()).toEqual(['one', 'two']);
  });

  it('does not commit around a failed statement whose error was caught', async () => {
    const failed = ana().transaction(async (tx) => {
      await tx.insert(notes).values(mine('kept?'));
      await tx.insert(notes).values(mine('refused')).catch(() => {});
    });
    await expect(failed).rejects.toMatchObject({ code: '23514' });
    expect(await bodies()).toEqual([]);
  });

  it('keeps the scope in every statement, also after a savepoint is rolled back', async () => {
    await ana().transaction(async (tx) => {
      const who = sql`select current_user as role, auth.jwt() ->> 'sub' as sub`;
      const inner = tx.transaction(async (nested) => {
        await nested.insert(notes).values(mine('lost'));
        await nested.insert(notes).values(mine('refused'));
      });
      await expect(inner).rejects.toMatchObject({ cause: { code: '23514' } });
      expect([...await tx.execute(who)]).toEqual([{ role: 'authenticated', sub: 'ana' }]);
      await tx.execute(sql`select set_config('role', 'anon', true)`);
      expect([...await tx.execute(who)]).toEqual([{ role: 'authenticated', sub: 'ana' }]);
      await tx.insert(notes).values(mine('kept'));
    });
    expect(await bodies()).toEqual(['kept']);
  });

  it('nests', async () => {
    await ana().transaction(async (tx) => {
      await tx.insert(notes).values(mine('1'));
      await tx.transaction(async (two) => {
        await two.transaction(async (three) => {
          await three.insert(notes).values(mine('1.1.1'));
        });
        await two.transaction(async (three) => {
          await three.insert(notes).values(mine('1.1.2'));
          three.rollback();
        }).catch(() => {});
        await two.insert(notes).values(mine('1.1'));
      });
      await tx.transaction(() => {
        throw new Error('before its first statement');
      }).catch(() => {});
      await tx.insert(notes).values(mine('2'));
    });
    expect(await bodies()).toEqual(['1', '1.1.1', '1.1', '2']);
  });

  it('takes statements that are started at once', async () => {
    await ana().transaction(async (tx) => {
      await Promise.all(['a', 'b', 'c'].map((body) => tx.insert(notes).values(mine(body))));
    });
    expect(await bodies()).toEqual(['a', 'b', 'c']);
  });

  it('has the isolation level and access mode it was given', async () => {
    const modes = sql`select current_setting('transaction_isolation') as isolation,
      current_setting('transaction_read_only') as read_only`;
    const rows = await ana().transaction((tx) => tx.execute(modes), {
      isolationLevel: 'repeatable read',
      accessMode: 'read only',
      deferrable: true,
    });
    expect([...rows]).toEqual([{ isolation: 'repeatable read', read_only: 'on' }]);
  });

  it('is over when it is over, even for a statement that comes late', async () => {
    let leaked: Parameters<Parameters<ReturnType<typeof ana>['transaction']>[0]>[0] | undefined;
    await ana().transaction(async (tx) => {
      leaked = tx;
      await tx.select().from(notes);
    });
    await expect(leaked?.insert(notes).values(mine('late')))
      .rejects.toMatchObject({ cause: { code: 'TRANSACTION_OVER' } });
    expect(await bodies()).toEqual([]);
  });

  it('reports a constraint that fails at commit', async () => {
    await admin.unsafe(`alter table door_comments
      alter constraint door_comments_note_id_fkey deferrable initially deferred`);
    const failed = door.asSystem('a test').transaction(async (tx) => {
      await tx.insert(comments).values({ noteId: 123_456, body: 'of nothing' });
    });
    await expect(failed).rejects.toMatchObject({ code: '23503' });
    expect([...await ana().execute(sql`select 1 as one`)]).toEqual([{ one: 1 }]);
  });

  it('fails as a whole when its backend is killed between two statements', async () => {
    const failed = ana().transaction(async (tx) => {
      await tx.insert(notes).values(mine('lost'));
      await admin`select pg_terminate_backend(pid) from pg_stat_activity
        where usename = 'edge' and datname = current_database()`;
      await tx.select().from(notes).catch(() => {});
      await tx.insert(notes).values(mine('outside?'));
    });
    await expect(failed).rejects.toThrow();
    expect(await bodies()).toEqual([]);
  });

  it('leaves the connection to others when no statement was sent', async () => {
    await ana().transaction(async () => {
      expect(await ana().select().from(notes).where(eq(notes.body, 'x'))).toEqual([]);
    });
  });
});
