import fc from 'fast-check';
import { replayMessage } from '../../../../src/mailings/messages/replay-messages.ts';
import {
  putPreferences,
  unsubscribe,
} from '../../../../src/mailings/preferences/put-preferences.ts';
import { topics } from '../../../../src/db/schema/mailings/lists.ts';
import type { ValueOf } from '../../../../src/db/declare/choice.ts';
import { agree } from './agree.ts';
import { type Kind, KINDS, tell } from './events.ts';
import type { Message, Model, Person, Sender } from './model.ts';
import type { Outcome, Real } from './shop.ts';
import { claim, giveUp, settle } from './worker.ts';

type Do = (model: Model, real: Real) => Promise<void>;
type Step = fc.AsyncCommand<Model, Real>;

/** One thing that happens; whatever it is, the database and the model are to agree after it. */
const step = (name: string, act: Do): Step => ({
  check: () => true,
  async run(model, real) {
    await act(model, real);
    await agree(model, real);
  },
  toString: () => name,
});
/** One of what there is, however much that is. */
const nth = <T>(list: readonly T[], n: number): T | undefined => list[n % list.length];
const any = fc.nat({ max: 1_000 });

const plan = fc.tuple(fc.nat({ max: 2 }), fc.subarray([0, 1, 2, 3], { minLength: 1 }))
  .map(([which, whom]) =>
    step(`plan(${which}, ${whom})`, async (model, real) => {
      const sender = model.senders[which]!;
      const people = whom.map((n) => model.people[n]!);
      const ids = await enter(model, real, sender, people);
      for (const [n, person] of people.entries()) {
        const message: Message = {
          ...{ id: ids[n]!, person, sender, status: 'scheduled', reason: null },
          ...{ scheduledFor: model.now, attempts: 0, claim: null, claimedUntil: 0, address: null },
        };
        model.judge(message, true);
        model.messages.push(message);
      }
    })
  );

/** Lets people enter and plans their messages, twice: the second time nothing is new. */
async function enter(
  { now }: Model,
  { under: { admin: sql }, shop_id }: Real,
  { automation_id, version_id }: Sender,
  people: readonly Person[],
): Promise<string[]> {
  const at = new Date(now);
  const entries = await sql<{ id: string; customer_id: string }[]>`
    insert into private.automation_entries
      (shop_id, automation_id, version_id, customer_id, key, due_at)
    select ${shop_id}, ${automation_id}, ${version_id}, c.id, ${crypto.randomUUID()}, ${at}
    from unnest(${people.map(({ id }) => id)}::uuid[]) c (id) returning id, customer_id`;
  for (let times = 0; times < 2; times++) {
    await sql`select private.plan_messages(
      ${version_id}, 0, ${entries.map(({ id }) => id)}::uuid[], ${at})`;
  }
  const planned = await sql<{ id: string; dedupe_key: string }[]>`
    select id, dedupe_key from message_logs
    where dedupe_key = any (${entries.map(({ id }) => `${id}:0`)})`;
  return people.map((person) => {
    const entry = entries.find(({ customer_id }) => customer_id === person.id)!;
    return planned.find(({ dedupe_key }) => dedupe_key === `${entry.id}:0`)!.id;
  });
}

const ofPerson = (name: string, act: (real: Real, person: Person, model: Model) => Promise<void>) =>
  fc.nat({ max: 3 }).map((n) =>
    step(`${name}(${n})`, (model, real) => act(real, model.people[n]!, model))
  );

const visitor = ({ now }: Model, { under }: Real) => ({
  db: under.door.asCaller(null),
  now: () => new Date(now),
});
const tokenOf = async ({ under }: Real, { id }: Person): Promise<string> => {
  const [row] = await under.admin`select private.unsubscribe_token(${id}) as token`;
  return row!['token'];
};
const prefers = async (real: Real, person: Person, model: Model) => {
  const { unsubscribed, refused } = person;
  const body = { unsubscribed, refused: [...refused] as ValueOf<typeof topics>[] };
  await putPreferences(visitor(model, real), { token: await tokenOf(real, person), body });
};
const leave = ofPerson('unsubscribe', async (real, person, model) => {
  await unsubscribe(visitor(model, real), { token: await tokenOf(real, person) });
  person.unsubscribed = true;
});
const resubscribe = ofPerson('resubscribe', async (real, person, model) => {
  person.unsubscribed = false;
  await prefers(real, person, model);
});
const refuse = fc.tuple(fc.nat({ max: 3 }), fc.subarray([...topics.values])).map(([n, refused]) =>
  step(`refuse(${n}, ${refused})`, async (model, real) => {
    model.people[n]!.refused = new Set(refused);
    await prefers(real, model.people[n]!, model);
  })
);
const consent = ofPerson('consent', async ({ under }, person) => {
  person.subscribed = !person.subscribed;
  await under.admin`update customers set
    email_consent = ${person.subscribed ? 'subscribed' : 'unsubscribed'} where id = ${person.id}`;
});
const offers = ofPerson('offers', async ({ under }, person) => {
  person.offers = !person.offers;
  await under.admin`update notification_preferences set enabled = ${person.offers}
    where user_id = ${person.user_id}`;
});
const readdress = ofPerson('readdress', async ({ under }, person) => {
  person.email = `new-${person.email}`;
  await under.admin`update customers set email = ${person.email} where id = ${person.id}`;
});
const able = fc.nat({ max: 2 }).map((n) =>
  step(`able(${n})`, async ({ senders }, { under }) => {
    const sender = senders[n]!;
    sender.enabled = !sender.enabled;
    await under.admin`update automations set enabled = ${sender.enabled}
      where id = ${sender.automation_id}`;
  })
);

const outcome = fc.constantFrom<Outcome>(
  'sent',
  'sent',
  'lost_after',
  'lost_before',
  'later',
  'refused',
);
/** A worker comes by; it tells at once what became of it, later, or never, because it was killed. */
const work = fc.tuple(
  fc.constantFrom('email' as const, 'push' as const),
  fc.array(outcome, { minLength: 1, maxLength: 4 }),
  fc.constantFrom('settles', 'settles', 'waits', 'killed'),
).map(([channel, outcomes, then]) =>
  step(`work(${channel}, ${outcomes}, ${then})`, async (model, real) => {
    await claim(model, real, channel, outcomes);
    const made = real.open.at(-1)!;
    if (then === 'settles') await settle(model, real, made);
    if (then === 'killed') real.open.pop();
  })
);
const settleLate = any.map((n) =>
  step(`settle(${n})`, async (model, real) => {
    const made = nth(real.open, n);
    if (made) await settle(model, real, made);
  })
);
const wait = fc.constantFrom(1, 2, 10, 60, 420, 1_440, 4_320).map((minutes) =>
  step(`wait(${minutes})`, async (model, real) => {
    model.now += minutes * 60_000;
    await giveUp(model, real);
  })
);
const event = fc.tuple(any, fc.constantFrom(...Object.keys(KINDS) as Kind[])).map(([n, kind]) =>
  step(`tell(${n}, ${kind})`, async (model, real) => {
    const taken = nth(real.ledger.filter(({ to }) => to.includes('@')), n);
    if (taken) await tell(model, real, taken, kind);
  })
);
const replay = fc.tuple(any, fc.boolean()).map(([n, may_repeat]) =>
  step(`replay(${n}, ${may_repeat})`, async (model, real) => {
    const message = nth(model.messages.filter(({ status }) => status === 'failed'), n);
    if (!message) return;
    const db = real.under.door.asCaller(real.manager);
    const told = replayMessage({ db, now: () => new Date(model.now) } as never, {
      message_id: message.id,
      body: { may_repeat },
    });
    if (message.reason === 'outcome_unknown' && !may_repeat) {
      return await told.then(
        () => Promise.reject(new Error('It may come twice, and nobody accepted that')),
        ({ code }) => code === 'messages_may_repeat' ? undefined : Promise.reject(code),
      );
    }
    await told;
    if (message.reason === 'outcome_unknown') {
      real.allowed.set(message.id, (real.allowed.get(message.id) ?? 1) + 1);
    }
    Object.assign(message, {
      ...{ status: 'scheduled', reason: null, attempts: 0, address: null },
      scheduledFor: model.now,
    });
  })
);

/** Stories of a shop: what is planned, worked on and waited for comes more often than what changes it. */
export const stories = (maxCommands: number) =>
  fc.commands([
    ...[plan, plan, work, work, work, wait, wait, settleLate, event, event, replay],
    ...[leave, resubscribe, refuse, consent, offers, readdress, able],
  ], { maxCommands, size: 'max' });
