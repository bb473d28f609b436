import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createGym } from '../../../src/academy/gyms/create-gym.ts';
import { acceptInvitation } from '../../../src/academy/invitations/accept-invitation.ts';
import { invite } from '../../../src/academy/invitations/invite.ts';
import { revokeInvitation } from '../../../src/academy/invitations/revoke-invitation.ts';
import { updateMember } from '../../../src/academy/members/update-member.ts';
import { AppError } from '../../../src/errors.ts';
import { endGuardianship } from '../../../src/identity/children/end-guardianship.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { arriveAt, someGym, tenYearsAgo } from './support/claims-play.ts';

const under = useDoor({ poolSize: 8 });

type Scene = Awaited<ReturnType<typeof scene>>;

/** Ids below and above those of everybody who signs in. */
const places = { below: '00000000', above: 'ffffffff' };

/** A manager's invitation to the record of a child, or of a grown-up, with that record's id in place. */
async function scene(place: keyof typeof places, isChild: boolean) {
  const email = `${randomUUID()}@tatame.test`;
  const [manager, ctx] = await Promise.all([
    arriveAt(under, `${randomUUID()}@tatame.test`),
    arriveAt(under, email),
  ]);
  const gym_id = (await createGym(manager, { body: someGym })).id;
  const user_id = places[place] + randomUUID().slice(8);
  await under.admin`insert into users (id, first_name, birth_date, source)
    values (${user_id}, 'Record', ${isChild ? tenYearsAgo : null}, 'staff')`;
  await under.admin`insert into memberships (user_id, gym_id, approved_at)
    values (${user_id}, ${gym_id}, now())`;
  const relation = isChild ? { relation: 'parent' as const } : {};
  const send = () => invite(manager, { gym_id, body: { email, user_id, ...relation } });
  const invitation = await send();
  const accept = ({ token } = invitation) =>
    acceptInvitation({ ...ctx, forgetCaller: () => {} }, {
      body: { token, consent: '2026-11.en' },
    });
  return { manager, ctx, gym_id, user_id, invitation, send, accept };
}

const outcome = (deed: Promise<unknown>): Promise<string> =>
  deed.then(() => 'done', (error: unknown) => {
    if (error instanceof AppError) return error.code;
    throw error;
  });

/** What comes of deeds that all wait, in this order, for who holds the record. */
async function inOrder(user_id: string, deeds: (() => Promise<unknown>)[]): Promise<string[]> {
  const begun: Promise<string>[] = [];
  await under.admin.begin(async (tx) => {
    await tx`select from users where id = ${user_id} for update`;
    for (const deed of deeds) {
      begun.push(outcome(deed()));
      for (let waiting = 0; waiting < begun.length; await sleep(5)) {
        await tx`select pg_stat_clear_snapshot()`;
        const [row] = await tx<{ waiting: number }[]>`
          select count(*)::int as waiting from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`;
        waiting = row!.waiting;
      }
    }
  });
  return Promise.all(begun);
}

/** What somebody does about the record, and what comes of it and of accepting, by who is first. */
const deeds: Record<string, {
  does: (at: Scene) => Promise<unknown>;
  isChild: boolean;
  /** Of accepting, then of the deed. */
  accepted: [string, string];
  /** Of the deed, then of accepting. */
  done: [string, string];
}> = {
  'it is taken back': {
    does: ({ manager, invitation }) => revokeInvitation(manager, { invitation_id: invitation.id }),
    isChild: true,
    accepted: ['done', 'invitation_accepted'],
    done: ['done', 'invitation_revoked'],
  },
  'it is taken back from who claims': {
    does: ({ manager, invitation }) => revokeInvitation(manager, { invitation_id: invitation.id }),
    isChild: false,
    accepted: ['done', 'invitation_accepted'],
    done: ['done', 'invitation_revoked'],
  },
  'the record is offered again': {
    does: ({ send }) => send(),
    isChild: false,
    // It opens nothing any more.
    accepted: ['done', 'done'],
    done: ['done', 'done'],
  },
  'the record is changed': {
    does: ({ manager, gym_id, user_id }) =>
      updateMember(manager, { gym_id, user_id, body: { first_name: 'Other' } }),
    isChild: false,
    accepted: ['done', 'profile_not_the_gyms'],
    done: ['done', 'done'],
  },
  'they resign, who were a guardian already': {
    does: ({ ctx, user_id }) => endGuardianship(ctx, { user_id }),
    isChild: true,
    accepted: ['done', 'done'],
    done: ['done', 'done'],
  },
};

describe.each(['below', 'above'] as const)(
  'accepting, of a record whose id is %s all,',
  (place) => {
    it.each(Object.entries(deeds))('and at once %s: both come to an end', async (name, deed) => {
      for (const acceptsFirst of [true, false]) {
        const at = await scene(place, deed.isChild);
        let { invitation } = at;
        if (name.startsWith('they resign')) {
          await at.accept();
          invitation = await at.send();
        }
        const accept = () => at.accept(invitation);
        const act = () => deed.does(at);
        const came = await inOrder(at.user_id, acceptsFirst ? [accept, act] : [act, accept]);
        expect(came).toEqual(acceptsFirst ? deed.accepted : deed.done);
      }
    });
  },
);

it('two managers who let one another in at once both come in', async () => {
  for (let round = 0; round < 10; round++) {
    const two = await Promise.all([0, 1].map(async () => {
      const email = `${randomUUID()}@tatame.test`;
      const ctx = await arriveAt(under, email);
      return { email, ctx, gym_id: (await createGym(ctx, { body: someGym })).id };
    }));
    const tokens = await Promise.all(two.map(async ({ email }, place) => {
      const { ctx, gym_id } = two[1 - place]!;
      return (await invite(ctx, { gym_id, body: { email, role: 'INSTRUCTOR' } })).token;
    }));
    const came = await Promise.all(
      two.map(({ ctx }, place) =>
        outcome(acceptInvitation({ ...ctx, forgetCaller: () => {} }, {
          body: { token: tokens[place]! },
        }))
      ),
    );
    expect(came).toEqual(['done', 'done']);
  }
});
