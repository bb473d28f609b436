import fc from 'fast-check';
import type { StripeEvent, Subscription } from '../../../../local/stripe/objects.ts';
import { aSubscription, bought, PRO, SHIRT, T0, told } from './scene.ts';

/** What may follow a status at Stripe; `canceled` and `incomplete_expired` are over. */
const next: Record<string, readonly string[]> = {
  incomplete: ['active', 'incomplete_expired', 'canceled'],
  trialing: ['active', 'past_due', 'canceled', 'paused'],
  active: ['active', 'past_due', 'canceled', 'paused', 'trialing'],
  past_due: ['active', 'unpaid', 'canceled', 'past_due'],
  unpaid: ['active', 'canceled', 'past_due'],
  paused: ['active', 'canceled'],
};

const step = fc.record({
  /** Often nothing: then two are of one second. */
  seconds: fc.constantFrom(0, 0, 1, 60, 86_400),
  choice: fc.nat(4),
  cancels: fc.boolean(),
  renews: fc.boolean(),
  /** Which of two events of one second has the greater id is chance. */
  tail: fc.nat(999_999),
});

const life = fc.record({
  begins: fc.constantFrom('incomplete', 'trialing', 'active'),
  at: fc.nat(200_000),
  customer: fc.nat(1),
  person: fc.nat(1),
  isShirt: fc.boolean(),
  /** Made by a checkout of ours, which writes whose it is; or by hand, and then the session tells. */
  says: fc.constantFrom('subscription', 'session', 'both'),
  steps: fc.array(step, { maxLength: 5 }),
});

/** Lives of a few subscriptions of two people, and an order in which their events arrive, each twice. */
export const stories = fc.record({
  lives: fc.array(life, { minLength: 1, maxLength: 4 }),
  places: fc.array(fc.record({ place: fc.nat(1_000_000), lane: fc.nat(3) }), {
    ...{ minLength: 60, maxLength: 60 },
  }),
});
export type Story = typeof stories extends fc.Arbitrary<infer S> ? S : never;
type Life = typeof life extends fc.Arbitrary<infer L> ? L : never;

export interface Told {
  /** In the order in which they happened. */
  events: StripeEvent[];
  /** How each subscription stands in the end. */
  truth: Subscription[];
}

/** Writes the lives as Stripe would tell them, of people and ids of one world. */
export function tellOf(lives: readonly Life[], world: string, people: readonly string[]): Told {
  const moments: { at: number; event: StripeEvent }[] = [];
  const truth = lives.map((one, nth) => {
    const started = T0 + one.at;
    const user_id = people[one.person]!;
    let now = started;
    let state = aSubscription({
      ...{ id: `sub_${world}_${nth}`, customer: `cus_${world}_${one.person}${one.customer}` },
      ...{ status: one.begins, created: started, price: one.isShirt ? SHIRT : PRO },
      ...{ period_start: started, period_end: started + 2_592_000 + nth },
      user_id: one.says === 'session' ? null : user_id,
    });
    // Worlds tell the same of each other's events apart at the end of the id, behind what orders them.
    // Its number before it keeps two events of one life apart, whatever chance gave them.
    let count = 0;
    const idOf = (tail: number) =>
      `evt_${String(tail).padStart(6, '0')}_${nth}_${count++}_${world}`;
    const say = (what: 'created' | 'updated' | 'deleted', tail: number) =>
      moments.push({ at: now, event: told(what, state, now, idOf(tail)) });
    say('created', 500_000);
    if (one.says !== 'subscription') {
      moments.push({ at: now, event: bought({ ...state, user_id }, user_id, { at: now }) });
    }
    for (const { seconds, choice, cancels, renews, tail } of one.steps) {
      const ways = next[state.status];
      if (!ways) break;
      now += seconds;
      const status = ways[choice % ways.length]!;
      state = {
        ...{ ...state, status, cancel_at_period_end: cancels },
        period_end: state.period_end + (renews ? 2_592_000 : 0),
      };
      say(next[status] ? 'updated' : 'deleted', tail);
    }
    return state;
  });
  return { events: moments.toSorted((a, b) => a.at - b.at).map(({ event }) => event), truth };
}

/** The plan that somebody has by their subscriptions, as plainly as it can be said. */
export const planOf = (truth: readonly Subscription[]): 'free' | 'pro' =>
  truth.some(({ status, price }) =>
      price === PRO && ['trialing', 'active', 'past_due'].includes(status)
    )
    ? 'pro'
    : 'free';
