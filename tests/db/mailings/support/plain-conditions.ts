import type { Condition } from '../../../../src/mailings/conditions/condition.ts';

/** What is known of a customer, as a test makes them. */
export interface Facts {
  segment: string | null;
  orders_count: number | null;
  /** In ten-thousandths. */
  total_spent: number;
  order_days_ago: number | null;
  seen_days_ago: number;
  locale: string | null;
  tags: string[];
  member: boolean;
  belts: string[];
  check_in_days_ago: number | null;
}

const among = (is: 'in' | 'not_in', known: boolean) => is === 'in' ? known : !known;
const bound = (is: 'at_least' | 'at_most', fact: number | null, value: number) =>
  fact !== null && (is === 'at_least' ? fact >= value : fact <= value);
const money = (text: string) => Math.round(Number(text) * 10_000);

/** Whether a condition holds, without a database. */
export function holdsPlainly(condition: Condition, facts: Facts): boolean {
  switch (condition.field) {
    case 'segment':
      return among(condition.is, (condition.value as string[]).includes(facts.segment ?? ''));
    case 'orders_count':
      return bound(condition.is, facts.orders_count ?? 0, condition.value);
    case 'total_spent':
      return bound(
        condition.is,
        facts.orders_count === null ? 0 : facts.total_spent,
        money(condition.value),
      );
    case 'avg_order_value':
      return bound(
        condition.is,
        facts.orders_count ? Math.round(facts.total_spent / facts.orders_count) : null,
        money(condition.value),
      );
    case 'days_since_order':
      return bound(
        condition.is,
        facts.orders_count === null ? null : facts.order_days_ago,
        condition.value,
      );
    case 'first_seen_days':
      return bound(condition.is, facts.seen_days_ago, condition.value);
    case 'locale': {
      const { locale } = facts;
      const [language] = locale?.split('-') ?? [];
      return among(
        condition.is,
        locale !== null && condition.value.some((each) => each === locale || each === language),
      );
    }
    case 'is_member':
      return facts.member === condition.value;
    case 'belt':
      return among(
        condition.is,
        facts.member && condition.value.some((belt) => facts.belts.includes(belt)),
      );
    case 'days_since_check_in':
      return bound(
        condition.is,
        facts.member ? facts.check_in_days_ago : null,
        condition.value,
      );
    case 'tag':
      return among(condition.is, condition.value.some((tag) => facts.tags.includes(tag)));
  }
}
