import process from 'node:process';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StripeEvent } from '../../../local/stripe/objects.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { planOf, stories, type Story, tellOf, type Told } from './support/lives.ts';
import { aSubscription, bought, scenes, T0, told } from './support/scene.ts';

/** `npm run prove -- stripe` plays 3,000. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 40);

const under = useDoor({ poolSize: 4 });
const at = scenes(under);
beforeAll(at.sell);

let worlds = 0;

/** People, and a world of their own for the ids of what they subscribe to. */
async function aWorld() {
  const people = (await Promise.all([at.person(), at.person()])).map(({ caller }) => caller.userId);
  return { world: `w${++worlds}_`, people };
}

/** All that is known in a world, under names that every world shares. */
async function look({ world, people }: { world: string; people: readonly string[] }) {
  const rows = await under.admin`select * from private.stripe_subscriptions
    where subscription_id like ${`sub_${world}%`} order by subscription_id`;
  const profiles = await Promise.all(people.map(at.profile));
  const named = JSON.stringify({
    profiles,
    rows: rows.map(({ created_at: _c, updated_at: _u, ...row }) => row),
  });
  return JSON.parse(
    people.reduce(
      (text, id, n) => text.replaceAll(id, `person ${n}`),
      named.replaceAll(world, ''),
    ),
  ) as { profiles: Record<string, unknown>[]; rows: Record<string, unknown>[] };
}

/** Plays what arrives on four connections at once. */
const play = (lanes: StripeEvent[][]) =>
  Promise.all(lanes.map(async (events) => {
    for (const event of events) await at.receive(event);
  }));

/** Asks of what is in doubt, and compares with what is true. */
async function settle(told: Told, place: { world: string; people: readonly string[] }) {
  const before = await look(place);
  for (const truth of told.truth) {
    const row = before.rows.find((row) => `${row['subscription_id']}` === nameOf(truth.id, place))!;
    // What is not in doubt is right without anybody being asked.
    if (row['in_doubt']) await at.refresh(truth, T0 + 30_000_000);
    else expect(row).toMatchObject({ status: truth.status });
  }
  const after = await look(place);
  for (const truth of told.truth) {
    expect(after.rows.find((row) => row['subscription_id'] === nameOf(truth.id, place)))
      .toMatchObject({
        ...{ status: truth.status, in_doubt: false },
        cancel_at_period_end: truth.cancel_at_period_end,
        current_period_end: new Date(truth.period_end * 1000).toISOString(),
      });
  }
  return after;
}
const nameOf = (id: string, { world }: { world: string }) => id.replace(world, '');

/** Plays a story in order and as it arrives: both come to the same, and to what is true. */
async function comesToOne({ lives, places }: Story) {
  const [ordered, shuffled] = [await aWorld(), await aWorld()];
  const inOrder = tellOf(lives, ordered.world, ordered.people);
  await play([inOrder.events]);
  const { events, truth } = tellOf(lives, shuffled.world, shuffled.people);
  const twice = [...events, ...events].map((event, nth) => ({ event, ...places[nth]! }))
    .sort((a, b) => a.place - b.place);
  await play(
    [0, 1, 2, 3].map((lane) => twice.filter((one) => one.lane === lane).map(({ event }) => event)),
  );
  expect(await look(shuffled)).toEqual(await look(ordered));
  const settled = await settle({ events, truth }, shuffled);
  expect(settled).toEqual(await settle(inOrder, ordered));
  lives.forEach(({ person }) => {
    const theirs = truth.filter((_, nth) => lives[nth]!.person === person);
    expect(settled.profiles[person]).toMatchObject({ plan: planOf(theirs) });
  });
}

describe(`events of subscriptions, in ${ROUNDS} stories,`, () => {
  it(
    'shuffled, doubled and at once come to what they come to in order, and to what is true',
    () =>
      fc.assert(fc.asyncProperty(stories, comesToOne), {
        numRuns: ROUNDS,
        endOnFailure: ROUNDS < 100,
      }),
    60_000 + 1_000 * ROUNDS,
  );

  it('are several where chance gives them one place in the order of their second', async () => {
    const step = { seconds: 60 as const, cancels: false, renews: false, tail: 16 };
    const life = {
      ...{ begins: 'active' as const, at: 0, customer: 0, person: 0, isShirt: false },
      ...{ says: 'both' as const, steps: [{ ...step, choice: 1 }, { ...step, choice: 2 }] },
    };
    const places = Array.from({ length: 60 }, (_, nth) => ({ place: 60 - nth, lane: nth % 4 }));
    await comesToOne({ lives: [life], places });
  });
});

function* permutations<T>(all: readonly T[]): Generator<T[]> {
  if (all.length === 0) yield [];
  for (const [nth, one] of all.entries()) {
    for (const rest of permutations(all.toSpliced(nth, 1))) yield [one, ...rest];
  }
}

it('every order of a first payment and its end comes to the same, step by step', async () => {
  const seen = new Set<string>();
  for (const order of permutations([0, 1, 2, 3, 4])) {
    const place = await aWorld();
    const one = aSubscription({
      ...{ id: `sub_${place.world}0`, customer: `cus_${place.world}0` },
      status: 'incomplete',
    });
    const events = [
      told('created', one, T0, `evt_z${place.world}`),
      bought(one, place.people[0]!),
      told('updated', { ...one, status: 'active' }, T0, `evt_a${place.world}`),
      told('updated', { ...one, status: 'past_due' }, T0 + 1, `evt_b${place.world}`),
      told('updated', { ...one, status: 'active' }, T0 + 2, `evt_c${place.world}`),
    ];
    for (const nth of order) await at.receive(events[nth]);
    seen.add(JSON.stringify(await look(place)));
    expect(await at.profile(place.people[0]!)).toMatchObject({ plan: 'pro', status: 'active' });
    await at.receive(
      told('deleted', { ...one, status: 'canceled' }, T0 + 2, `evt_0${place.world}`),
    );
    for (const event of events) expect(await at.receive(event)).toBe('duplicate');
    expect(await at.profile(place.people[0]!)).toMatchObject({ plan: 'free', status: 'canceled' });
  }
  expect(seen.size).toBe(1);
}, 60_000);
