import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { createGym } from '../../../src/academy/gyms/create-gym.ts';
import { acceptInvitation } from '../../../src/academy/invitations/accept-invitation.ts';
import { invite } from '../../../src/academy/invitations/invite.ts';
import { revokeInvitation } from '../../../src/academy/invitations/revoke-invitation.ts';
import { joinGym } from '../../../src/academy/memberships/join-gym.ts';
import { addMember } from '../../../src/academy/members/add-member.ts';
import type { CallerContext } from '../../../src/db/context.ts';
import { AppError } from '../../../src/errors.ts';
import { eraseMe } from '../../../src/identity/privacy/erase-me.ts';
import { personalParts } from '../../../supabase/functions/identity/personal-parts.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { arriveAt, somebody, someGym } from './support/claims-play.ts';

const under = useDoor({ poolSize: 8 });

/** `npm run prove -- claims` plays more. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 10);

const arrive = (email: string) => arriveAt(under, email);

/** A gym with the record of somebody, to which their address is invited. */
async function invited(email: string) {
  const manager = await arrive(`${randomUUID()}@tatame.test`);
  const gym = await createGym(manager, { body: someGym });
  const body = { ...somebody, first_name: 'Record' };
  const record = await addMember(manager, { gym_id: gym.id, body });
  const invitation = await invite(manager, {
    gym_id: gym.id,
    body: { email, user_id: record.id },
  });
  return { manager, record, invitation, gym_id: gym.id };
}

const accept = (ctx: CallerContext, token: string) =>
  acceptInvitation({ ...ctx, forgetCaller: () => {} }, { body: { token } });

/** What came of each: `done`, or the code of its refusal; a fault is thrown. */
async function outcomes(attempts: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(attempts);
  return settled.map((one) => {
    if (one.status === 'fulfilled') return 'done';
    if (one.reason instanceof AppError) return one.reason.code;
    const cause = (one.reason as Error).cause as { constraint_name?: string } | undefined;
    if (!cause?.constraint_name) throw one.reason;
    return cause.constraint_name;
  }).sort();
}

/** Who signs in to the record, and what is left of accounts with the address. */
const standing = async (record: string, email: string) => {
  const [row] = await under.admin<{ subject: string | null; live: number }[]>`
    select subject, (select count(*)::int from users where email = ${email}
      and subject is not null and deleted_at is null) as live
    from users where id = ${record}`;
  return row!;
};

describe(`claims at once, in ${ROUNDS} rounds`, () => {
  it('of one record by two accounts: one has it, and the other is left as it was', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const email = `${randomUUID()}@tatame.test`;
      const { record, invitation } = await invited(email);
      const two = await Promise.all([arrive(email), arrive(email)]);
      expect(await outcomes(two.map((ctx) => accept(ctx, invitation.token))))
        .toEqual(['done', 'invitation_accepted']);
      const { subject, live } = await standing(record.id, email);
      expect(two.map(({ caller }) => caller.subject)).toContain(subject);
      expect(live).toBe(2);
    }
  }, 60_000);

  it('of one invitation by one account, ten times: once', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const email = `${randomUUID()}@tatame.test`;
      const { record, invitation } = await invited(email);
      const ctx = await arrive(email);
      const came = await outcomes(Array.from({ length: 10 }, () => accept(ctx, invitation.token)));
      expect(came.filter((outcome) => outcome === 'done')).toHaveLength(1);
      expect(await standing(record.id, email)).toEqual({ subject: ctx.caller.subject, live: 1 });
    }
  }, 60_000);

  it('of two records by one account: it becomes one of them', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const email = `${randomUUID()}@tatame.test`;
      const both = await Promise.all([invited(email), invited(email)]);
      const ctx = await arrive(email);
      const came = await outcomes(both.map(({ invitation }) => accept(ctx, invitation.token)));
      expect(came.filter((outcome) => outcome === 'done')).toHaveLength(1);
      const holders = await Promise.all(both.map(({ record }) => standing(record.id, email)));
      expect(holders.filter(({ subject }) => subject === ctx.caller.subject)).toHaveLength(1);
    }
  }, 60_000);

  it(
    'and its being taken back, an erasure of either side, or a first use: all or nothing',
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const email = `${randomUUID()}@tatame.test`;
        const { manager, record, invitation, gym_id } = await invited(email);
        const ctx = await arrive(email);
        const against = [
          () => revokeInvitation(manager, { invitation_id: invitation.id }),
          () => eraseMe({ ...ctx, parts: personalParts }),
          () => eraseMe({ ...manager, parts: personalParts }),
          () => joinGym(ctx, { gym_id }),
        ][round % 4]!;
        const [claim] = await Promise.allSettled([accept(ctx, invitation.token), against()]);
        const { subject, live } = await standing(record.id, email);
        const [left] = await under.admin<{ rows: number }[]>`
        select count(*)::int as rows from users where id = ${ctx.caller.userId}
          and deleted_at is null`;
        // Merged: nothing of the fresh account is there. Not merged: the record is nobody's.
        if (subject) expect([claim.status, left!.rows]).toEqual(['fulfilled', 0]);
        else expect(live).toBe(left!.rows);
      }
    },
    60_000,
  );
});
