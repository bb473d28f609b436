import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type postgres from 'postgres';
import { createGym } from '../../../../src/academy/gyms/create-gym.ts';
import { acceptInvitation } from '../../../../src/academy/invitations/accept-invitation.ts';
import { invite } from '../../../../src/academy/invitations/invite.ts';
import { revokeInvitation } from '../../../../src/academy/invitations/revoke-invitation.ts';
import { addMember } from '../../../../src/academy/members/add-member.ts';
import type { CallerContext } from '../../../../src/db/context.ts';
import { findPostgresError } from '../../../../src/db/violation.ts';
import { AppError } from '../../../../src/errors.ts';
import { endGuardianship } from '../../../../src/identity/children/end-guardianship.ts';
import type { DoorUnderTest } from '../../../../testkit/database/door.ts';
import { firstCall } from '../../../../testkit/door/doors.ts';
import { identityOf } from '../../erasure/support/people.ts';
import {
  type Account,
  accounts,
  addressOf,
  type Gym,
  gyms,
  type Kept,
  records,
  type Step,
} from './claims-model.ts';

/** Somebody's first call, with an address that their provider vouches for. */
export async function arriveAt(
  { door }: DoorUnderTest,
  email: string,
  subject: string = randomUUID(),
): Promise<CallerContext> {
  const { user } = await firstCall(door, { ...identityOf(subject), email, emailVerified: true });
  const claims = { sub: subject };
  return {
    db: door.asCaller(claims),
    caller: { userId: user.id, subject, provider: 'clerk', claims },
  };
}

export const someGym = { name: 'Dojo', address: null, logo: null, since: null, timezone: 'UTC' };
export const somebody = {
  ...{ last_name: null, birth_date: null, gender: null, phone: null, email: null },
  ...{ role: 'STUDENT' as const, external_ref: null },
};
export const tenYearsAgo = new Date(Date.now() - 10 * 365.25 * 86_400_000).toISOString().slice(
  0,
  10,
);

/** The scene of the model in a database, with what is true of it. */
export interface Scene {
  doStep(step: Step): Promise<string>;
  look(): Promise<Seen>;
}

/** What the model's state says as well, in its words. */
export interface Seen {
  held: Record<Kept, Account | null>;
  members: string[];
  /** Those who may act for the child now. */
  guardians: Account[];
  invitations: string[];
}

export async function openScene(under: DoorUnderTest): Promise<Scene> {
  const { admin } = under;
  const [manager, ...people] = await Promise.all([
    arriveAt(under, `${randomUUID()}@tatame.test`),
    ...accounts.map((account) => {
      return arriveAt(under, `${addressOf[account]}@tatame.test`);
    }),
  ]);
  const who = Object.fromEntries(
    accounts.map((account, place) => [account, people[place]]),
  ) as Record<Account, CallerContext>;
  const found = await Promise.all(gyms.map(() => createGym(manager, { body: someGym })));
  const gymId = Object.fromEntries(gyms.map((gym, place) => [gym, found[place]!.id])) as //
  Record<Gym, string>;
  const written = await Promise.all(records.map((record) =>
    addMember(manager, {
      gym_id: gymId.north,
      body: {
        ...somebody,
        first_name: record,
        birth_date: record === 'child' ? tenYearsAgo : null,
      },
    })
  ));
  const recordId = Object.fromEntries(
    records.map((record, place) => [record, written[place]!.id]),
  ) as Record<Kept, string>;
  const sent: { id: string; token: string }[] = [];
  const nothing = { id: randomUUID(), token: 'A'.repeat(43) };

  async function attempt(step: Step): Promise<unknown> {
    switch (step.does) {
      case 'invite': {
        const email = `${step.address}@tatame.test`;
        const about = step.offer === 'guardian'
          ? { user_id: recordId.child, relation: 'parent' as const }
          : step.offer === 'entry'
          ? { role: 'STUDENT' as const }
          : { user_id: recordId[step.offer] };
        return sent.push(
          await invite(manager, { gym_id: gymId[step.gym], body: { email, ...about } }),
        );
      }
      case 'accept':
        return await acceptInvitation({ ...who[step.who], forgetCaller: () => {} }, {
          body: { token: (sent[step.nth] ?? nothing).token, consent: '2026-11.en' },
        });
      case 'revoke':
        return await revokeInvitation(manager, {
          invitation_id: (sent[step.nth] ?? nothing).id,
        });
      case 'expire':
        return await admin`update invitations set expires_at = now()
          where id = ${(sent[step.nth] ?? nothing).id}`;
      case 'resign':
        return await endGuardianship(who[step.who], { user_id: recordId.child });
      case 'use':
        return await who[step.who].db.execute(
          sql`insert into agent_sessions (user_id) values ((select private.current_user_id()))`,
        );
      case 'join':
        return await admin`insert into memberships (user_id, gym_id, approved_at)
          values (${recordId[step.record]}, ${gymId[step.gym]}, now())
          on conflict (user_id, gym_id) do update set left_at = null`;
      case 'leave':
        return await admin`update memberships set left_at = now()
          where user_id = ${recordId[step.record]} and gym_id = ${gymId[step.gym]}
            and left_at is null`;
      case 'birthday':
        return await admin`update users set birth_date = '2000-01-01'
          where id = ${recordId.child}`;
    }
  }

  return {
    async doStep(step) {
      try {
        // As the stack does for who became a record meanwhile: their account is gone.
        await attempt(step).catch((error) => {
          if (findPostgresError(error)?.constraint_name !== 'account_deleted') throw error;
          return attempt(step);
        });
        return 'done';
      } catch (error) {
        if (error instanceof AppError) return error.code;
        throw error;
      }
    },
    look: () => look(admin, { who, gymId, recordId, sent }),
  };
}

interface Names {
  who: Record<Account, CallerContext>;
  gymId: Record<Gym, string>;
  recordId: Record<Kept, string>;
  sent: { id: string }[];
}

async function look(
  admin: postgres.Sql,
  { who, gymId, recordId, sent }: Names,
): Promise<Seen> {
  const accountOf = new Map(accounts.map((account) => [who[account].caller.subject, account]));
  const recordOf = new Map(records.map((record) => [recordId[record], record]));
  const gymOf = new Map(gyms.map((gym) => [gymId[gym], gym]));
  const subjects = await admin<{ id: string; subject: string | null }[]>`
    select id, subject from users
    where id in ${admin([...recordOf.keys()])} or subject in ${admin([...accountOf.keys()])}`;
  const accountBy = (id: string) => accountOf.get(subjects.find((row) => row.id === id)!.subject!)!;
  const members = await admin<{ user_id: string; gym_id: string }[]>`
    select user_id, gym_id from memberships
    where gym_id in ${admin([...gymOf.keys()])} and in_effect
      and user_id in ${admin(subjects.map(({ id }) => id))}`;
  const guardians = await admin<{ id: string }[]>`
    select id from users
    where id <> ${recordId.child} and ${recordId.child} = any (private.persons_of(id))`;
  const invitations = await admin<{ id: string; is: string }[]>`
    select id, case when accepted_at is not null then 'accepted'
      when revoked_at is not null then 'revoked' else 'open' end as is
    from invitations where gym_id in ${admin([...gymOf.keys()])}`;
  const held = (record: Kept) => {
    const { subject } = subjects.find(({ id }) => id === recordId[record])!;
    return subject === null ? null : accountOf.get(subject)!;
  };
  return {
    held: { adult: held('adult'), child: held('child') },
    members: members.map(({ user_id, gym_id }) =>
      `${recordOf.get(user_id) ?? accountBy(user_id)} ${gymOf.get(gym_id)}`
    ).sort(),
    guardians: guardians.map(({ id }) => accountBy(id)).sort(),
    invitations: sent.map(({ id }) => invitations.find((row) => row.id === id)!.is),
  };
}
