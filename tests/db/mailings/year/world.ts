import type postgres from 'postgres';
import { mailings } from '../support/scene.ts';

/** Four zones that change their clocks, one of them by half an hour, and two that do not. */
export const ZONES = [
  ...['Europe/Lisbon', 'America/New_York', 'America/Santiago', 'Australia/Lord_Howe'] as const,
  ...['America/Sao_Paulo', 'Asia/Tokyo'] as const,
] as const;

/** Two of three customers are members, with a device each; so many have agreed to begin with. */
const MEMBERS = 0.66;

export interface Automation {
  automation_id: string;
  version_id: string;
  shop_id: string;
  quiet_from?: string;
  quiet_until?: string;
  send_days?: number[];
}
export interface Customer {
  id: string;
  shop_id: string;
  user_id: string | null;
  zone: string;
  email: string;
  /** Theirs, or of whose account the address is. */
  birth_date: string | null;
  /** Whether they are let in at the gym by now, and how often they were promoted. */
  approved: boolean;
  belts: number;
  subscribed: boolean;
  offers: boolean;
  unsubscribed: boolean;
  /** Their address bounced for good, or they complained. */
  suppressed: boolean;
}
export interface YearWorld {
  shops: Shop[];
  automations: Automation[];
  customers: Customer[];
  gymOf(one: Customer): string;
  classOf(one: Customer): string;
}
interface Shop {
  shop_id: string;
  gym_id: string;
  class_id: string;
  timezone: string;
  cap: number;
  days: number;
}

const night = { quiet_from: '21:00', quiet_until: '09:00' };
const late = { quiet_from: '22:00', quiet_until: '02:30' };
const noon = { quiet_from: '12:00', quiet_until: '14:00' };
const dawn = { quiet_from: '02:15', quiet_until: '07:00' };
const weekdays = { send_days: [1, 2, 3, 4, 5] };
const weekend = { send_days: [6, 7] };

/** Twelve automations of all triggers, six in each shop. */
const PLANS: [shop: number, trigger: string, options: object, channels: string[], more: object][] =
  [
    [0, 'segment_changed', { to: ['lost', 'at_risk'] }, ['email'], night],
    [0, 'order_placed', {}, ['email', 'push'], { ...late, hold_out_percent: 10 }],
    [0, 'first_purchase', {}, ['push'], noon],
    [0, 'absent', { days: 30 }, ['email'], weekdays],
    [0, 'birthday', {}, ['email'], { ...dawn, hold_out_percent: 20 }],
    [0, 'graduated', {}, ['push', 'email'], night],
    [1, 'membership_approved', {}, ['email'], { ...night, ...weekdays }],
    [1, 'order_placed', { min_total: '20' }, ['push', 'email'], dawn],
    [1, 'segment_changed', {}, ['email'], { ...late, hold_out_percent: 20 }],
    [1, 'birthday', { days_before: 3 }, ['push'], weekend],
    [1, 'absent', { days: 60 }, ['email'], noon],
    [1, 'first_purchase', {}, ['email'], {}],
  ];

/** Makes the shops, their automations and so many customers. */
export async function makeWorld(
  sql: postgres.Sql,
  { count, since, random }: { count: number; since: string; random: () => number },
): Promise<YearWorld> {
  const on = mailings(() => sql);
  const shops: Shop[] = [];
  for (const [timezone, cap, days] of [[ZONES[0], 3, 7], [ZONES[1], 2, 3]] as const) {
    const made = await on.shop({ timezone, cap_messages: cap, cap_days: days });
    const [taught] = await sql`insert into classes ${
      sql({
        ...{ gym_id: made.gym_id, weekday: 1, starts_at: '18:00', ends_at: '19:00' },
        ...{ modality: 'jiu_jitsu', starts_on: since.slice(0, 10) },
      })
    } returning id`;
    shops.push({ ...made, class_id: taught!['id'], timezone, cap, days });
  }
  const automations: Automation[] = [];
  for (const [shop, trigger, trigger_options, channels, more] of PLANS) {
    const { shop_id } = shops[shop]!;
    const made = await on.automation(shop_id, {
      ...{
        channel: channels[0]!,
        since,
        trigger,
        trigger_options: sql.json(trigger_options as never),
      },
      ...more,
    });
    if (channels.length > 1) await continueBy(sql, on, shop_id, made.version_id, channels[1]!);
    automations.push({ shop_id, ...made, ...more });
  }
  const customers = await makeCustomers(sql, { shops, count, random });
  const shopOf = (one: Customer) => shops.find(({ shop_id }) => shop_id === one.shop_id)!;
  return {
    ...{ shops, automations, customers },
    gymOf: (one) => shopOf(one).gym_id,
    classOf: (one) => shopOf(one).class_id,
  };
}

/** Lets a second message follow, a day after the first. */
async function continueBy(
  sql: postgres.Sql,
  on: ReturnType<typeof mailings>,
  shop_id: string,
  version_id: string,
  channel: string,
): Promise<void> {
  const id = await on.template(shop_id, { channel });
  await sql`update automation_versions v set nodes = jsonb_build_array(
      v.nodes -> 0 || '{"next": 1}', jsonb_build_object('kind', 'wait', 'minutes', 1440, 'next', 2),
      jsonb_build_object('kind', ${channel}::text, 'next', null, 'template_version_id', ${id}::text,
        'template_id', (select t.template_id from message_template_versions t where t.id = ${id}))
    ) where v.id = ${version_id}`;
}

/** Lets some who are no members shop by the address of a child's account in the other shop. */
function shareAddresses(customers: Customer[]): void {
  customers.forEach((child, n) => {
    const other = customers[n + 1];
    if (!child.user_id || child.birth_date! < '2007' || !other || other.user_id) return;
    other.email = child.email.toUpperCase();
    other.birth_date = child.birth_date;
  });
}

async function makeCustomers(
  sql: postgres.Sql,
  { shops, count, random }: { shops: Shop[]; count: number; random: () => number },
): Promise<Customer[]> {
  const customers = Array.from({ length: count }, (_, n): Customer => {
    const shop = shops[n % 2]!;
    const member = random() < MEMBERS;
    // Some are children all year, and some come of age in it.
    const year = random() < 0.1
      ? 2007 + Math.floor(random() * 4)
      : 1960 + Math.floor(random() * 45);
    const month = String(1 + Math.floor(random() * 12)).padStart(2, '0');
    const day = String(1 + Math.floor(random() * 28)).padStart(2, '0');
    return {
      ...{ id: crypto.randomUUID(), shop_id: shop.shop_id, email: `c${n}@example.com` },
      user_id: member ? crypto.randomUUID() : null,
      zone: random() < 0.2 ? shop.timezone : ZONES[Math.floor(random() * ZONES.length)]!,
      birth_date: member ? `${year}-${month}-${day}` : null,
      // Every other member is let in later.
      ...{ approved: member && random() < 0.5, belts: 0, suppressed: false },
      ...{ subscribed: random() < 0.8, offers: member && random() < 0.6, unsubscribed: false },
    };
  });
  shareAddresses(customers);
  // They were there long ago: nothing happens because they are written down.
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (let from = 0; from < count; from += 1_000) {
      const some = customers.slice(from, from + 1_000);
      const of = some.filter(({ user_id }) => user_id);
      const gymOf = (shop_id: string) => shops.find((shop) => shop.shop_id === shop_id)!.gym_id;
      await tx`insert into users ${
        tx(of.map(({ user_id, birth_date, email }) => ({
          ...{ id: user_id!, source: 'staff', first_name: 'Ana', birth_date, email },
        })))
      }`;
      await tx`insert into push_tokens ${
        tx(of.map(({ user_id }) => ({
          ...{ user_id: user_id!, token: `ExponentPushToken[${user_id}]`, platform: 'ios' },
        })))
      }`;
      await tx`insert into notification_preferences ${
        tx(of.map(({ user_id, offers }) => ({
          ...{ user_id: user_id!, kind: 'offers', channel: 'push', enabled: offers },
        })))
      }`;
      await tx`insert into memberships ${
        tx(
          of.filter(({ approved }) => approved).map(({ user_id, shop_id }) => ({
            ...{ user_id: user_id!, gym_id: gymOf(shop_id), approved_at: '2024-12-01T10:00:00Z' },
          })),
        )
      }`;
      await tx`insert into customers ${
        tx(some.map((one, n) => ({
          ...{ id: one.id, shop_id: one.shop_id, shopify_id: String(10_000 + from + n) },
          ...{ email: one.email, first_name: 'Ana', timezone: one.zone, user_id: one.user_id },
          matched_by: one.user_id && 'person',
          email_consent: one.subscribed ? 'subscribed' : 'not_subscribed',
        })))
      }`;
    }
  });
  return customers;
}
