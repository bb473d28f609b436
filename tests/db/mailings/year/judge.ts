import { Temporal } from 'temporal-polyfill';
import type { Automation, Customer, YearWorld } from './world.ts';

/** What was true of a customer when a message was taken. */
export interface Seen {
  message_id: string;
  /** The address or the device that was written to. */
  to: string;
  at: number;
  customer: Pick<Customer, 'zone' | 'subscribed' | 'offers' | 'unsubscribed' | 'suppressed'>;
}

/** A message as the table has it in the end. */
export interface Row {
  id: string;
  customer_id: string;
  automation_id: string;
  channel: 'email' | 'push';
  status: string;
  reason: string | null;
}

const REACHED = ['sent', 'delivered', 'bounced', 'complained'];

/** Minutes of the wall clock and the weekday, by another library than Postgres'. */
const wallOf = (at: number, zone: string) => {
  const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return { time: wall.toPlainTime().toString().slice(0, 5), weekday: wall.dayOfWeek };
};

const isQuiet = ({ quiet_from: from, quiet_until: until }: Automation, time: string) =>
  from !== undefined && until !== undefined &&
  (until < from ? time >= from || time < until : time >= from && time < until);

/** Under eighteen on a day, by UTC. */
const isChild = (birth: string | null, at: number) =>
  birth !== null &&
  Temporal.PlainDate.compare(
      Temporal.PlainDate.from(birth).add({ years: 18 }),
      Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').toPlainDate(),
    ) > 0;

/** Everything that is wrong with what was taken, each as a sentence; none where all is right. */
export function faultsOf(
  world: YearWorld,
  ledger: readonly Seen[],
  rows: readonly Row[],
): string[] {
  const faults: string[] = [];
  const byId = new Map(rows.map((row) => [row.id, row]));
  const customers = new Map(world.customers.map((one) => [one.id, one]));
  const automations = new Map(world.automations.map((one) => [one.automation_id, one]));
  const times = new Map<string, number[]>();
  const taken = new Set<string>();
  for (const { message_id, at, to, customer: then } of ledger) {
    const row = byId.get(message_id);
    if (!row) {
      faults.push(`${message_id} is no message`);
      continue;
    }
    const say = (what: string) =>
      faults.push(
        `${row.channel} ${message_id} at ${new Date(at).toISOString()} (${then.zone}): ${what}`,
      );
    if (taken.has(message_id)) say('taken twice');
    taken.add(message_id);
    const customer = customers.get(row.customer_id)!;
    const expected = row.channel === 'email'
      ? customer.email
      : `ExponentPushToken[${customer.user_id}]`;
    if (to !== expected) say(`went to ${to}`);
    const automation = automations.get(row.automation_id)!;
    const { time, weekday } = wallOf(at, then.zone);
    if (isQuiet(automation, time)) say(`in quiet hours at ${time}`);
    if (automation.send_days && !automation.send_days.includes(weekday)) say(`on day ${weekday}`);
    if (row.channel === 'email' ? !then.subscribed : !then.offers) say('without consent');
    if (row.channel === 'email' && then.suppressed) say('after a bounce or a complaint');
    if (then.unsubscribed) say('after unsubscribing');
    if (isChild(customer.birth_date, at)) say('to a child');
    if (!REACHED.includes(row.status) && row.reason !== 'outcome_unknown') {
      say(`taken, but ${row.status} ${row.reason}`);
    }
    times.set(row.customer_id, [...times.get(row.customer_id) ?? [], at]);
  }
  for (const row of rows) {
    if (REACHED.includes(row.status) && !taken.has(row.id)) {
      faults.push(`${row.id} is ${row.status}, but nobody took it`);
    }
    if (row.status === 'sending') faults.push(`${row.id} is still sending`);
  }
  return [...faults, ...beyondTheCap(world, times)];
}

function* beyondTheCap(world: YearWorld, times: ReadonlyMap<string, number[]>) {
  const shopOf = new Map(world.customers.map(({ id, shop_id }) => [id, shop_id]));
  for (const [customer, list] of times) {
    const { cap, days } = world.shops.find(({ shop_id }) => shop_id === shopOf.get(customer))!;
    const sorted = list.toSorted((a, b) => a - b);
    for (let n = cap; n < sorted.length; n++) {
      if (sorted[n]! - sorted[n - cap]! < days * 86_400_000) {
        yield `${customer} got ${cap + 1} within ${days} days, until ${
          new Date(sorted[n]!).toISOString()
        }`;
      }
    }
  }
}
