import { randomUUID } from 'node:crypto';
import type { DoorUnderTest } from '../../../../testkit/database/door.ts';
import { mailings } from '../support/scene.ts';
import { Model, type Person, type Sender } from './model.ts';

/** One time that a message was taken, by the provider's own ledger. */
export interface Taken {
  at: number;
  person: string;
  message_id: string;
  to: string;
}

/** A claim whose worker has not said yet what became of it. */
export interface Claim {
  claim: string;
  at: number;
  ends: { id: string; outcome: Outcome; attempts: number }[];
}
export type Outcome = 'sent' | 'lost_after' | 'lost_before' | 'later' | 'refused';

/** The shop as it is, with what is outside of it. */
export interface Real {
  under: DoorUnderTest;
  shop_id: string;
  /** The claims of the shop's manager. */
  manager: { sub: string };
  ledger: Taken[];
  open: Claim[];
  /** How often a message may be taken: once, and once more for each replay that accepts it. */
  allowed: Map<string, number>;
}

const QUIET = { quiet_from: '21:00', quiet_until: '00:30' };
const ZONES = ['Europe/Lisbon', 'America/New_York', 'Europe/Lisbon', 'Australia/Lord_Howe'];
/** The third comes of age while the stories go on; the last is no member. */
const BORN = ['1990-05-05', '1985-01-31', '2007-04-03', null];
export const CAP = { most: 2, days: 3 };

/** Sets a shop of three automations and four customers, and the model of it. */
export async function startShop(under: DoorUnderTest): Promise<{ model: Model; real: Real }> {
  const on = mailings(() => under.admin);
  const { shop_id, gym_id } = await on.shop({ cap_messages: CAP.most, cap_days: CAP.days });
  const senders: Sender[] = [];
  const add = async (sender: Omit<Sender, 'automation_id' | 'version_id' | 'enabled'>) => {
    const { quiet, send_days, ...plain } = sender;
    const made = await on.automation(shop_id, {
      ...{ ...plain, send_days: send_days ?? null },
      ...quiet && QUIET,
    });
    senders.push({ ...made, ...sender, enabled: true });
  };
  await add({ channel: 'email', topic: 'offers', quiet: [21 * 60, 30], hold_out_percent: 0 });
  await add({
    channel: 'push',
    topic: 'training',
    send_days: [1, 2, 3, 4, 5],
    hold_out_percent: 25,
  });
  await add({ channel: 'email', topic: 'milestones', hold_out_percent: 0 });
  const people: Person[] = [];
  for (const [n, zone] of ZONES.entries()) {
    const birth_date = BORN[n]!;
    const email = `c${n}-${shop_id}@example.com`;
    const made = birth_date === null
      ? { customer_id: await on.customer(shop_id, { timezone: zone, email }), user_id: null }
      : await on.member(shop_id, { timezone: zone, email }, { birth_date });
    people.push({
      ...{ id: made.customer_id, user_id: made.user_id, email, birth_date, zone },
      ...{ subscribed: true, offers: true, unsubscribed: false, complained: false },
      ...{ refused: new Set(), handedOver: [] },
    });
  }
  const subject = randomUUID();
  const [boss] = await under.admin`insert into users (subject, provider, source, email)
    values (${subject}, 'supabase', 'token', ${`${subject}@tatame.test`}) returning id`;
  await under.admin`insert into memberships (user_id, gym_id, role, approved_at)
    values (${boss!['id']}, ${gym_id}, 'MANAGER', '2020-01-01')`;
  return {
    model: new Model(people, senders, CAP),
    real: {
      ...{ under, shop_id, manager: { sub: subject } },
      ...{ ledger: [], open: [], allowed: new Map() },
    },
  };
}
