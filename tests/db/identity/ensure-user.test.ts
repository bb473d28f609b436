import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { users } from '../../../src/db/schema/index.ts';
import { eraseUser } from '../../../src/identity/privacy/erase-user.ts';
import type { TokenIdentity } from '../../../src/db/token-identity.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { firstCall } from '../../../testkit/door/doors.ts';

const under = useDoor({ poolSize: 10 });
const system = () => under.door.asSystem('ensure-user test');

beforeEach(async () =>
  void await under.admin.unsafe('delete from user_profiles; delete from users')
);

const at = (time: string) => new Date(`2026-03-01T${time}Z`);
const token = (changes: Partial<TokenIdentity> = {}): TokenIdentity => ({
  subject: 'user_2ab',
  provider: 'clerk',
  email: 'ana@tatame.test',
  firstName: 'Ana',
  lastName: 'Lima',
  imageUrl: undefined,
  issuedAt: at('10:00:00'),
  ...changes,
});
const ensure = (identity: TokenIdentity) => firstCall(under.door, identity);
const rows = () => system().select().from(users).where(eq(users.subject, 'user_2ab'));

describe('ensureUser', () => {
  it('inserts, then finds unchanged, then updates what differs', async () => {
    const first = await ensure(token());
    expect(first.outcome).toBe('inserted');
    expect(first.user).toMatchObject({ email: 'ana@tatame.test', source: 'token' });
    expect(first.user.created_at).toBeInstanceOf(Date);

    const second = await ensure(token({ issuedAt: at('10:01:00') }));
    expect(second).toEqual({ outcome: 'unchanged', user: first.user });

    const third = await ensure(
      token({ issuedAt: at('10:02:00'), lastName: 'Rocha' }),
    );
    expect(third.outcome).toBe('updated');
    expect(third.user).toMatchObject({ id: first.user.id, first_name: 'Ana', last_name: 'Rocha' });
  });

  it('does not erase what the token is silent about', async () => {
    await ensure(token());
    const silent = token({ email: undefined, firstName: undefined, lastName: undefined });
    expect((await ensure({ ...silent, issuedAt: at('11:00:00') })).outcome)
      .toBe('unchanged');
    expect(await rows()).toMatchObject([{ email: 'ana@tatame.test', first_name: 'Ana' }]);
  });

  it('ignores the older of two tokens', async () => {
    await ensure(token({ issuedAt: at('12:00:00') }));
    const stale = await ensure(token({ issuedAt: at('11:59:00'), firstName: 'Old' }));
    expect(stale.outcome).toBe('unchanged');
    expect(stale.user.first_name).toBe('Ana');
  });

  it('makes one row and no error of 200 first calls at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, () => ensure(token())),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'inserted')).toHaveLength(1);
    expect(new Set(outcomes.map(({ user }) => user.id)).size).toBe(1);
    expect(await rows()).toHaveLength(1);
  });

  it('writes nothing at all for an unchanged profile: no version, no WAL, no transaction id', async () => {
    await ensure(token());
    await under.admin`checkpoint`;
    const measure = () =>
      under.admin<{ lsn: string; xid: string; version: string }[]>`
        select pg_current_wal_insert_lsn() as lsn, pg_snapshot_xmax(pg_current_snapshot()) as xid,
          (select xmin || '/' || ctid from users) as version`;
    const before = await measure();
    for (let i = 0; i < 20; i++) {
      expect((await ensure(token({ issuedAt: at('10:05:00') }))).outcome)
        .toBe('unchanged');
    }
    expect(await measure()).toEqual(before);
  });

  it('does not let a token from before the deletion bring the account back', async () => {
    const { user } = await ensure(token());
    await eraseUser({ db: system() }, { user_id: user.id, erased_at: at('10:30:00') });
    await expect(ensure(token())).rejects.toMatchObject({ code: 'account_deleted' });
    expect(await rows()).toHaveLength(1);

    const anew = await ensure(token({ issuedAt: at('10:30:01') }));
    expect(anew.outcome).toBe('inserted');
    expect(anew.user.id).not.toBe(user.id);
  });

  it('takes from a token that the address is verified, until it is another', async () => {
    const verified = async (identity: Partial<TokenIdentity>) =>
      (await ensure(token(identity))).user.email_verified_at;
    expect(await verified({})).toBeNull();
    const since = at('10:01:00');
    expect(await verified({ emailVerified: true, issuedAt: since })).toEqual(since);
    expect(await verified({ emailVerified: true, issuedAt: at('10:02:00') })).toEqual(since);
    expect(await verified({ email: 'other@tatame.test', issuedAt: at('10:03:00') })).toBeNull();
  });

  it('asks Supabase Auth itself whether the address is verified, not the token', async () => {
    const subject = '0b8a4d3c-6f0e-4a55-9a3c-2f1f7a6f2d10';
    await under.admin.unsafe(`
      create table auth.users (id uuid primary key, email text, email_confirmed_at timestamptz);
      grant select on auth.users to postgres;
      insert into auth.users values ('${subject}', 'Ana@tatame.test', null)`);
    const call = async (time: string, changes: Partial<TokenIdentity> = {}) => {
      const says = { subject, provider: 'supabase', emailVerified: true } as const;
      return (await ensure(token({ ...says, issuedAt: at(time), ...changes }))).user;
    };
    expect((await call('10:00:00')).email_verified_at).toBeNull();
    const since = at('09:00:00');
    await under.admin`update auth.users set email_confirmed_at = ${since}`;
    expect((await call('10:01:00')).email_verified_at).toEqual(since);
    expect((await call('10:02:00', { email: 'other@tatame.test' })).email_verified_at).toBeNull();
    expect((await call('10:03:00', { subject: 'not-a-uuid' })).email_verified_at).toBeNull();
    await under.admin`drop table auth.users`;
  });

  it('gives every new user their profile', async () => {
    const { user } = await ensure(token());
    expect(await system().query.userProfiles.findMany()).toMatchObject([
      { user_id: user.id, plan: 'free', usage_count: 0 },
    ]);
  });
});
