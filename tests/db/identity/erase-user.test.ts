import { describe, expect, it } from 'vitest';
import { createGym } from '../../../src/academy/gyms/create-gym.ts';
import { joinGym } from '../../../src/academy/memberships/join-gym.ts';
import type { Caller } from '../../../src/caller.ts';
import type { CallerContext } from '../../../src/db/context.ts';
import { eraseMe } from '../../../src/identity/privacy/erase-me.ts';
import { eraseUser } from '../../../src/identity/privacy/erase-user.ts';
import { exportUser } from '../../../src/identity/privacy/export-user.ts';
import { registerPushToken } from '../../../src/identity/push-tokens/register-push-token.ts';
import { updateMe } from '../../../src/identity/account/update-me.ts';
import { personalParts } from '../../../supabase/functions/identity/personal-parts.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { firstCall } from '../../../testkit/door/doors.ts';

const under = useDoor();

async function arrive(subject: string): Promise<Caller> {
  const { user } = await firstCall(under.door, {
    subject,
    provider: 'supabase',
    email: `${subject}@secret.test`,
    firstName: `First-${subject}`,
    lastName: `Last-${subject}`,
    imageUrl: `https://img.test/${subject}`,
    issuedAt: new Date('2026-01-01T00:00:00Z'),
  });
  return { userId: user.id, subject, provider: 'supabase', claims: { sub: subject } };
}

const as = (caller: Caller): CallerContext => ({ db: under.door.asCaller(caller.claims), caller });
const erase = ({ userId }: Caller) =>
  eraseUser({ db: under.door.asSystem('erase test') }, { user_id: userId });

/** Every text of every table, to find what should not be there. */
async function everything(): Promise<string> {
  const tables = await under.admin<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'private')`;
  const dumps = await Promise.all(
    tables.map(({ name }) => under.admin.unsafe(`select to_jsonb(t) as row from ${name} t`)),
  );
  return JSON.stringify(dumps);
}

describe('export and erase', () => {
  it('exports all of it, removes what is personal everywhere, and says what stays', async () => {
    const carla = await arrive('carla');
    const dario = await arrive('dario');
    await updateMe(as(carla), {
      body: { phone: '+5511900000000', instagram: 'carla_bjj' },
      version: undefined,
    });
    await registerPushToken(as(carla), {
      body: { token: 'ExponentPushToken[carla]', platform: 'ios' },
    });
    const own = await createGym(as(carla), {
      body: { name: 'Orphan Dojo', address: null, logo: null, since: null, timezone: 'UTC' },
    });
    await joinGym(as(dario), { gym_id: own.id });

    const exported = await exportUser({ ...as(carla), parts: personalParts });
    expect(exported).toMatchObject({
      user: { subject: 'carla', phone: '+5511900000000', instagram: 'carla_bjj' },
      profile: { plan: 'free' },
      push_tokens: [{ token: 'ExponentPushToken[carla]' }],
      memberships: [{ role: 'MANAGER', gym: { name: 'Orphan Dojo' } }],
    });
    expect(JSON.stringify(exported)).not.toContain('dario');
    expect(await everything()).toMatch(/carla@secret|First-carla|carla_bjj/);

    const erasure = await eraseMe({ ...as(carla), parts: personalParts });
    expect(erasure.gyms_without_manager).toEqual([{ id: own.id, name: 'Orphan Dojo' }]);
    expect(erasure.kept.map(({ what }) => what)).toContain('plan, usage count and usage events');

    const left = await everything();
    for (
      const trace of [
        'carla@secret',
        'First-carla',
        'Last-carla',
        'img.test/carla',
        'carla_bjj',
        '+5511900000000',
        'ExponentPushToken[carla]',
      ]
    ) expect(left).not.toContain(trace);
    expect(left).toContain('First-dario');
  });

  it('closes every door to the erased, and erases once', async () => {
    const erika = await arrive('erika');
    await erase(erika);
    const change = { body: { phone: null }, version: new Date() };
    const erased = { ...as(erika), parts: personalParts };
    await expect(updateMe(as(erika), change)).rejects.toMatchObject({ code: 'account_deleted' });
    await expect(exportUser(erased)).rejects.toMatchObject({ code: 'account_deleted' });
    await expect(erase(erika)).rejects.toMatchObject({ code: 'account_deleted' });
    await expect(eraseMe(erased)).rejects.toMatchObject({ code: 'account_deleted' });
  });
});
