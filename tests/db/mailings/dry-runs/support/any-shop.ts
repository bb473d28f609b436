import fc from 'fast-check';
import type { Condition } from '../../../../../src/mailings/conditions/condition.ts';

const hour = 3_600_000;
/** Among others hours that come twice in Lisbon, or never. */
const instants = ['2026-03-29T00:30:00Z', '2026-10-25T00:30:00Z', '2026-06-15T21:10:00Z']
  .map((text) => new Date(text));

const zone = fc.constantFrom(null, 'America/Sao_Paulo', 'Asia/Tokyo', 'Europe/Lisbon');
const mostly = <T>(value: T, ...others: T[]) =>
  fc.oneof({ arbitrary: fc.constant(value), weight: 3 }, {
    arbitrary: fc.constantFrom(...others),
    weight: 1,
  });

/** A customer: what is known of them, what they refused, and when an order of theirs was placed. */
export const anyCustomer = fc.record({
  email: mostly(true, false),
  email_consent: mostly<string | null>('subscribed', 'not_subscribed', null),
  first_name: mostly<string | null>('Ana', null),
  locale: fc.constantFrom(null, 'pt-BR', 'en'),
  timezone: zone,
  gone: mostly(false, true),
  suppressed: mostly<string | null>(null, 'bounced', 'unsubscribed'),
  refuses: mostly<string | null>(null, 'offers', 'training'),
  /** Hours ago; null for who ordered nothing. */
  ordered: mostly<number | null>(1, 30, 700, 800, null),
  total: fc.constantFrom('10', '90'),
  /** Hours ago, of messages that were handed over. */
  handed_over: fc.array(fc.integer({ min: 1, max: 240 }), { maxLength: 3 }),
});
export type AnyCustomer = typeof anyCustomer extends fc.Arbitrary<infer T> ? T : never;

const conditions = fc.subarray<Condition>([
  { field: 'locale', is: 'in', value: ['pt'] },
  { field: 'total_spent', is: 'at_least', value: '50' },
  { field: 'orders_count', is: 'at_least', value: 1 },
], { maxLength: 2 });

/** An automation that waits for orders, and the shop's cap. */
export const anyAutomation = fc.record({
  conditions,
  quiet: fc.constantFrom(null, ['21:00', '08:00'] as const, ['00:30', '02:30'] as const),
  send_days: fc.constantFrom(null, [1, 2, 3, 4, 5], [7]),
  hold_out_percent: fc.constantFrom(0, 50),
  topic: fc.constantFrom('offers', 'training'),
  needs_name: fc.boolean(),
  way: fc.constantFrom('mail', 'wait', 'branch'),
  cap: fc.record({
    messages: fc.integer({ min: 1, max: 3 }),
    days: fc.integer({ min: 1, max: 9 }),
  }),
});
export type AnyAutomation = typeof anyAutomation extends fc.Arbitrary<infer T> ? T : never;

export const anyNow = fc.constantFrom(...instants);
export const before = (now: Date, hours: number) => new Date(now.getTime() - hours * hour);
