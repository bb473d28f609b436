import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createGym } from '../../../src/academy/gyms/create-gym.ts';
import { endMembership } from '../../../src/academy/memberships/end-membership.ts';
import { joinGym } from '../../../src/academy/memberships/join-gym.ts';
import { updateMember } from '../../../src/academy/members/update-member.ts';
import type { CallerContext } from '../../../src/db/context.ts';
import { findPostgresError } from '../../../src/db/violation.ts';
import { addChild } from '../../../src/identity/children/add-child.ts';
import { endGuardianship } from '../../../src/identity/children/end-guardianship.ts';
import { eraseChild } from '../../../src/identity/children/erase-child.ts';
import { updateChild } from '../../../src/identity/children/update-child.ts';
import { giveConsent } from '../../../src/identity/consents/give-consent.ts';
import { addContact } from '../../../src/identity/emergency-contacts/add-contact.ts';
import { eraseMe } from '../../../src/identity/privacy/erase-me.ts';
import { personalParts } from '../../../supabase/functions/identity/personal-parts.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { arrive } from '../erasure/support/people.ts';
import { tracesOf } from '../erasure/support/traces.ts';

const under = useDoor({ poolSize: 8 });

/** `npm run prove -- children` plays more. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 8);
const AT_ONCE = 4;
const JITTER_MS = 6;
const gymInput = { name: 'Dojo', address: null, logo: null, since: null, timezone: 'UTC' };
const contact = { name: 'Aunt', phone: '+5511999998888', relation: null, notes: 'asthma' };
const tenYearsAgo = new Date(Date.now() - 10 * 365.25 * 86_400_000).toISOString().slice(0, 10);
const profile = {
  ...{ first_name: 'Bia', last_name: null, birth_date: tenYearsAgo, gender: null, phone: null },
  ...{ relation: 'parent' as const, consent: '2026-11.en' },
};

interface Scene {
  /** Who writes; the child has a second guardian, who erases. */
  writer: CallerContext;
  eraser: CallerContext;
  manager: CallerContext;
  gym_id: string;
  user_id: string;
}

async function scene(): Promise<Scene> {
  const [writer, eraser, manager] = await Promise.all([1, 2, 3].map(() => arrive(under.door)));
  const { id: user_id } = await addChild(eraser!, { body: profile });
  await under.admin`insert into guardianships (guardian_id, dependent_id, relation)
    values (${writer!.caller.userId}, ${user_id}, 'parent')`;
  const gym = await createGym(manager!, { body: gymInput });
  return { writer: writer!, eraser: eraser!, manager: manager!, gym_id: gym.id, user_id };
}

/** Prepares what a write needs, and answers the write. */
const writes: Record<string, (at: Scene) => Promise<() => Promise<unknown>>> = {
  'its profile': ({ writer, user_id }) =>
    Promise.resolve(() =>
      updateChild(writer, {
        ...{ user_id, version: undefined },
        body: { phone: '+5511900000000', birth_date: '2018-01-01' },
      })
    ),
  'whom to call': ({ writer, user_id }) =>
    Promise.resolve(() => addContact(writer, { user_id, body: contact })),
  'a consent': ({ writer, user_id }) =>
    Promise.resolve(() =>
      giveConsent(writer, { user_id, body: { kind: 'child_data', text_version: '2026-11.pt' } })
    ),
  'a request to join': ({ writer, user_id, gym_id }) =>
    Promise.resolve(() => joinGym(writer, { user_id, gym_id })),
  'its leaving': async ({ writer, user_id, gym_id }) => {
    const { id } = await joinGym(writer, { user_id, gym_id });
    return () => endMembership(writer, { membership_id: id });
  },
  'the end of a guardianship': ({ writer, user_id }) =>
    Promise.resolve(() => endGuardianship(writer, { user_id })),
  'a change by a manager': async ({ writer, manager, user_id, gym_id }) => {
    const { id } = await joinGym(writer, { user_id, gym_id });
    await under.admin`update memberships set approved_at = now() where id = ${id}`;
    return () => updateMember(manager, { gym_id, user_id, body: { birth_date: '2017-01-01' } });
  },
  'the erasure of its other guardian': ({ writer }) =>
    Promise.resolve(() => eraseMe({ ...writer, parts: personalParts })),
  'another erasure of it': ({ writer, user_id }) =>
    Promise.resolve(() => eraseChild({ ...writer, parts: personalParts }, { user_id })),
};

async function play(prepare: (at: Scene) => Promise<() => Promise<unknown>>): Promise<string[]> {
  const at = await scene();
  const inFlight = await prepare(at);
  const later = () => sleep(Math.random() * JITTER_MS);
  const [erased, written] = await Promise.allSettled([
    later().then(() => eraseChild({ ...at.eraser, parts: personalParts }, at)),
    later().then(inFlight),
  ]);
  const fault = written.status === 'rejected' && findPostgresError(written.reason);
  await inFlight().catch(() => {});
  const [alive] = await under.admin`select from users
    where id = ${at.user_id} and deleted_at is null`;
  return [
    ...alive ? [`alive: ${erased.status === 'rejected' && erased.reason}`] : [],
    ...fault && fault.code.startsWith('40') ? [`the write ended in ${fault.message}`] : [],
    ...await tracesOf(under.admin, { userId: at.user_id, subject: randomUUID() }),
  ];
}

describe(`after a child was erased, in ${ROUNDS} rounds, nothing is left of`, () => {
  it.each(Object.entries(writes))('%s', async (_, prepare) => {
    const found: string[] = [];
    for (let round = 0; round < ROUNDS; round += AT_ONCE) {
      const rounds = Array.from({ length: Math.min(AT_ONCE, ROUNDS - round) }, () => play(prepare));
      found.push(...(await Promise.all(rounds)).flat());
    }
    expect(found).toEqual([]);
  }, 10_000 + 500 * ROUNDS);
});

describe('a guardian who erases their account', () => {
  it('takes along the children whom nobody else has, and leaves the others', async () => {
    const [parent, manager] = await Promise.all([arrive(under.door), arrive(under.door)]);
    const [alone, member] = [
      await addChild(parent, { body: profile }),
      await addChild(parent, { body: profile }),
    ];
    const gym = await createGym(manager, { body: gymInput });
    await joinGym(parent, { gym_id: gym.id, user_id: member.id });
    await eraseMe({ ...parent, parts: personalParts });
    const rows = await under.admin`select id, deleted_at is null as alive from users
      where id in (${alone.id}, ${member.id})`;
    expect(Object.fromEntries(rows.map(({ id, alive }) => [id, alive])))
      .toEqual({ [alone.id]: false, [member.id]: true });
  });
});
