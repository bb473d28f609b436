import { beforeEach, describe, expect, it } from 'vitest';
import { ClerkEvent } from '../../../src/identity/clerk/contract.ts';
import { firstCall } from '../../../testkit/door/doors.ts';
import { applyClerkEvent } from '../../../src/identity/clerk/apply-clerk-event.ts';
import { useDoor } from '../../../testkit/database/door.ts';

const under = useDoor({ poolSize: 10 });

beforeEach(async () =>
  void await under.admin.unsafe(
    'delete from user_profiles; delete from users; delete from private.webhook_deliveries',
  )
);

const SUBJECT = 'user_29w83sxmDNGwOuEthce5gg56FcC';
const minute = (n: number) => Date.UTC(2026, 2, 1, 12, n);

/** What Clerk posts, at minute `n` of its clock. */
const event = (type: string, n: number, data: Record<string, unknown> = {}) =>
  ClerkEvent.parse({
    object: 'event',
    type,
    timestamp: minute(n),
    data: type === 'user.deleted' ? { id: SUBJECT, deleted: true, object: 'user' } : {
      id: SUBJECT,
      first_name: 'Bruna',
      last_name: null,
      image_url: 'https://img.clerk.test/1',
      primary_email_address_id: 'idn_2',
      email_addresses: [
        { id: 'idn_1', email_address: 'old@tatame.test' },
        { id: 'idn_2', email_address: 'bruna@tatame.test' },
      ],
      ...data,
    },
  });

async function deliver(message_id: string, ...args: Parameters<typeof event>) {
  const db = under.door.asSystem('clerk test');
  const { outcome } = await applyClerkEvent({ db }, { message_id, body: event(...args) });
  return outcome;
}
/** A call with a token issued at minute `n` of Clerk's clock. */
const token = (n: number, says: { email?: string } = {}) =>
  firstCall(under.door, {
    subject: SUBJECT,
    provider: 'clerk',
    email: says.email,
    firstName: undefined,
    lastName: undefined,
    imageUrl: undefined,
    issuedAt: new Date(minute(n)),
  });
const live = () =>
  under.admin`select first_name, email, source from users where deleted_at is null`;
const tombstones = () => under.admin`select subject, email from users where deleted_at is not null`;

describe('applyClerkEvent', () => {
  it('makes the user with the primary address', async () => {
    expect(await deliver('msg_1', 'user.created', 0)).toBe('applied');
    expect(await live()).toEqual([
      { first_name: 'Bruna', email: 'bruna@tatame.test', source: 'webhook' },
    ]);
  });

  it('applies a message once, even when it is delivered twenty times at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => deliver('msg_1', 'user.created', 0)),
    );
    expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(19);
    expect(await live()).toHaveLength(1);
  });

  it('never lets an older event overwrite a newer one', async () => {
    await deliver('msg_1', 'user.created', 0);
    expect(await deliver('msg_3', 'user.updated', 3, { first_name: 'Newest' })).toBe('applied');
    expect(await deliver('msg_2', 'user.updated', 2, { first_name: 'Older' })).toBe('stale');
    expect(await live()).toMatchObject([{ first_name: 'Newest' }]);
  });

  it('clears what the provider cleared', async () => {
    await deliver('msg_1', 'user.created', 0);
    await deliver('msg_2', 'user.updated', 1, { first_name: null, email_addresses: [] });
    expect(await live()).toMatchObject([{ first_name: null, email: null }]);
  });

  it('makes the user of an update that arrives before the creation', async () => {
    expect(await deliver('msg_2', 'user.updated', 2, { first_name: 'Later' })).toBe('applied');
    expect(await deliver('msg_1', 'user.created', 1)).toBe('stale');
    expect(await live()).toMatchObject([{ first_name: 'Later' }]);
  });

  it('erases on deletion and keeps a tombstone', async () => {
    await deliver('msg_1', 'user.created', 0);
    expect(await deliver('msg_2', 'user.deleted', 1)).toBe('applied');
    expect(await live()).toEqual([]);
    expect(await tombstones()).toEqual([{ subject: SUBJECT, email: null }]);
  });

  it('does not resurrect with a late update, however it is dated', async () => {
    await deliver('msg_1', 'user.created', 0);
    await deliver('msg_3', 'user.deleted', 5);
    expect(await deliver('msg_2', 'user.updated', 4)).toBe('stale');
    expect(await deliver('msg_4', 'user.updated', 6)).toBe('stale');
    expect(await deliver('msg_5', 'user.created', 3)).toBe('stale');
    expect(await live()).toEqual([]);
  });

  it('honours a deletion that arrives before its user', async () => {
    expect(await deliver('msg_2', 'user.deleted', 5)).toBe('applied');
    expect(await deliver('msg_1', 'user.created', 1)).toBe('stale');
    expect(await live()).toEqual([]);
  });

  it('lets the same subject be created again later, and a late old deletion not touch it', async () => {
    await deliver('msg_1', 'user.created', 0);
    await deliver('msg_2', 'user.deleted', 1);
    expect(await deliver('msg_4', 'user.created', 4, { first_name: 'Again' })).toBe('applied');
    expect(await deliver('msg_3', 'user.deleted', 2)).toBe('stale');
    expect(await live()).toMatchObject([{ first_name: 'Again' }]);
    expect(await deliver('msg_5', 'user.updated', 5, { first_name: 'Still' })).toBe('applied');
    expect(await live()).toMatchObject([{ first_name: 'Still' }]);
  });

  it('is not made stale by a token without a profile, which says nothing of it', async () => {
    await token(1);
    expect(await deliver('msg_1', 'user.created', 0)).toBe('applied');
    expect(await live()).toMatchObject([{ first_name: 'Bruna', email: 'bruna@tatame.test' }]);
    await token(3);
    expect(await deliver('msg_2', 'user.updated', 2, { first_name: 'Newer' })).toBe('applied');
    expect(await live()).toMatchObject([{ first_name: 'Newer' }]);
  });

  it('leaves what a later token said, and tells the rest', async () => {
    await token(1, { email: 'later@tatame.test' });
    expect(await deliver('msg_1', 'user.created', 0)).toBe('applied');
    expect(await live()).toMatchObject([{ first_name: 'Bruna', email: 'later@tatame.test' }]);
    expect(await deliver('msg_2', 'user.updated', 2)).toBe('applied');
    expect(await live()).toMatchObject([{ email: 'bruna@tatame.test' }]);
  });

  it('lets no old deletion end an account that a later token began', async () => {
    await token(4);
    expect(await deliver('msg_1', 'user.deleted', 2)).toBe('stale');
    expect(await live()).toHaveLength(1);
  });

  it('knows since when the address is verified, until it is another', async () => {
    const address = (email_address: string, status: string) => ({
      email_addresses: [{ id: 'idn_2', email_address, verification: { status } }],
    });
    const verified = async () => {
      const [row] = await under.admin`select email_verified_at from users`;
      return row?.email_verified_at?.getTime() ?? null;
    };
    await deliver('msg_1', 'user.created', 0, address('a@tatame.test', 'unverified'));
    expect(await verified()).toBeNull();
    await deliver('msg_2', 'user.updated', 1, address('a@tatame.test', 'verified'));
    expect(await verified()).toBe(minute(1));
    await deliver('msg_3', 'user.updated', 2, address('A@tatame.test', 'verified'));
    expect(await verified()).toBe(minute(1));
    await deliver('msg_4', 'user.updated', 3, address('b@tatame.test', 'verified'));
    expect(await verified()).toBe(minute(3));
    await deliver('msg_5', 'user.updated', 4, address('b@tatame.test', 'unverified'));
    expect(await verified()).toBeNull();
  });

  it('records what is not about users and changes nothing', async () => {
    expect(await deliver('msg_9', 'session.created', 0)).toBe('ignored');
    expect(await deliver('msg_9', 'session.created', 0)).toBe('duplicate');
    expect(await live()).toEqual([]);
  });

  it('forgets the delivery when the change fails, so that it can be sent again', async () => {
    await under.admin.unsafe(`
      create function pg_temp.fail() returns trigger language plpgsql as
        $$ begin raise exception 'no'; end $$;
      create trigger fail before insert on users execute function pg_temp.fail()`);
    await expect(deliver('msg_1', 'user.created', 0)).rejects.toThrow();
    await under.admin.unsafe('drop trigger fail on users');
    expect(await deliver('msg_1', 'user.created', 0)).toBe('applied');
  });
});
