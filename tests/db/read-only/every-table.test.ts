import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowWrites, readSwitch, stopWrites } from '../../../local/database/write-switch.ts';
import { WRITABLE_ALWAYS } from '../../../src/db/declare/read-only.ts';
import { populate } from '../../access/world/world.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { firstCall } from '../../../testkit/door/doors.ts';
import type { TokenIdentity } from '../../../src/db/token-identity.ts';

const under = useDoor();
let owner: postgres.Sql;

/** Everything that could hold rows of ours, quoted. */
const tables = (sql: postgres.Sql) =>
  sql<{ name: string; quoted: string }[]>`
    select n.nspname || '.' || c.relname as name, format('%I.%I', n.nspname, c.relname) as quoted
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'f') and n.nspname in ('public', 'private') order by 1`;

beforeAll(async () => {
  owner = postgres(ownerUrl(), { max: 1, onnotice: () => {} });
  await populate(owner);
  await stopWrites(owner, { why: 'moving' });
});
afterAll(() => owner.end());

const ownerUrl = () => {
  const { host, port, database } = under.admin.options;
  return `postgresql://postgres:postgres@${host[0]}:${port[0]}/${database}`;
};

describe('while writes are stopped', () => {
  it('refuses every kind of write to every table, also where it would change no row', async () => {
    const all = await tables(under.admin);
    expect(all.length).toBeGreaterThan(90);
    const writable: string[] = [];
    for (const { quoted } of all.filter((each) => !WRITABLE_ALWAYS.includes(each.name))) {
      for (
        const statement of [
          `insert into ${quoted} default values`,
          `delete from ${quoted} where false`,
          `truncate ${quoted} cascade`,
        ]
      ) {
        const code = await under.admin.unsafe(statement)
          .then(() => 'done', ({ code, constraint_name: by }) => `${code} ${by}`);
        // Some are never changed by anybody, which is said first.
        if (!/^25006 read_only$|^42501/.test(code)) writable.push(`${statement}: ${code}`);
      }
    }
    expect(writable).toEqual([]);
    await expect(under.admin`update users set first_name = 'x' where false`)
      .rejects.toMatchObject({ code: '25006', message: 'read_only' });
  });

  it('lets the owner write, and everybody read', async () => {
    await owner`update users set first_name = 'Ana' where email = 'student@tatame.test'`;
    const system = under.door.asSystem('read-only test');
    const rows = await system.execute(
      `select first_name from users where email = 'student@tatame.test'`,
    );
    expect([...rows]).toEqual([{ first_name: 'Ana' }]);
    expect(await readSwitch(owner)).toMatchObject({ read_only: true, why: 'moving' });
  });

  it('lets in who is known, as they stand, and nobody new', async () => {
    const token = (subject: string): TokenIdentity => ({
      ...{ subject, provider: 'clerk', email: 'new@tatame.test', issuedAt: new Date() },
      ...{ firstName: 'New', lastName: undefined, imageUrl: undefined },
    });
    const known = await firstCall(under.door, token('user_fellow'));
    expect(known).toMatchObject({
      outcome: 'unchanged',
      user: { email: 'fellow@tatame.test', first_name: 'fellow' },
    });
    await expect(firstCall(under.door, token('user_nobody_yet'))).rejects.toMatchObject({
      cause: { code: '25006' },
    });
  });

  it('is not gone around by a transaction that began before', async () => {
    await allowWrites(owner);
    const { admin } = under;
    const stale = admin.begin('isolation level repeatable read', async (tx) => {
      await tx`select count(*) from users`;
      await stopWrites(owner);
      await tx`delete from push_tokens`;
    });
    await expect(stale).rejects.toMatchObject({ code: '40001' });
    const early = admin.begin(
      'isolation level repeatable read',
      (tx) => tx`delete from push_tokens`,
    );
    await expect(early).rejects.toMatchObject({ code: '25006' });
  });
});
