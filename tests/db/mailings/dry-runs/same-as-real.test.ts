import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Node } from '../../../../src/mailings/automations/versions/node.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { mailings } from '../support/scene.ts';
import {
  type AnyAutomation,
  anyAutomation,
  type AnyCustomer,
  anyCustomer,
  anyNow,
  before,
} from './support/any-shop.ts';
import { dryRunsOf, rowCounts } from './support/dry-runs.ts';
import { realPath } from './support/real-path.ts';

const under = useDoor();
const on = mailings(() => under.admin);
const dry = dryRunsOf(under);
const real = realPath(under);

const WAIT = 90;

/** What such an automation does: a mail at once, after a wait, or to whom a branch leads to one. */
async function nodesOf(shop_id: string, { way, needs_name }: AnyAutomation): Promise<Node[]> {
  const version = await on.template(shop_id, { variables: needs_name ? ['first_name'] : [] });
  const [made] = await under.admin<{ template_id: string }[]>`
    select template_id from message_template_versions where id = ${version}`;
  const mail = { kind: 'email' as const, ...made!, template_version_id: version };
  const spent = [{ field: 'total_spent' as const, is: 'at_least' as const, value: '50' }];
  switch (way) {
    case 'mail':
      return [{ ...mail, next: null }];
    case 'wait':
      return [{ kind: 'wait', minutes: WAIT, next: 1 }, { ...mail, next: null }];
    case 'branch':
      return [
        { kind: 'branch', conditions: spent, then: 1, otherwise: 2 },
        { ...mail, next: null },
        { kind: 'tag', tag: 'small', next: null },
      ];
  }
}

async function shopOf(
  automation: AnyAutomation,
  customers: readonly AnyCustomer[],
  now: Date,
) {
  const { cap, quiet, conditions, ...kept } = automation;
  const { shop_id } = await on.shop({ cap_messages: cap.messages, cap_days: cap.days });
  const nodes = await nodesOf(shop_id, automation);
  const { automation_id, version_id } = await on.automation(shop_id, {
    ...{ topic: kept.topic, send_days: kept.send_days, hold_out_percent: kept.hold_out_percent },
    ...{ quiet_from: quiet?.[0] ?? null, quiet_until: quiet?.[1] ?? null },
    conditions: conditions as never,
  });
  await under.admin`update automation_versions set nodes = ${under.admin.json(nodes as never)}
    where id = ${version_id}`;
  const ids: string[] = [];
  for (const each of customers) ids.push(await customerOf(shop_id, each, now));
  return { shop_id, automation_id, ids };
}

async function customerOf(shop_id: string, each: AnyCustomer, now: Date): Promise<string> {
  const { admin } = under;
  const { email_consent, first_name, locale, timezone } = each;
  const id = await on.customer(shop_id, {
    ...{ email_consent, first_name, locale, timezone },
    ...each.email ? {} : { email: null },
    ...each.gone ? { deleted_at: now } : {},
  });
  if (each.suppressed) {
    await admin`insert into suppressions ${
      admin({ shop_id, customer_id: id, reason: each.suppressed, since: now })
    }`;
  }
  if (each.refuses) {
    await admin`insert into refused_topics ${
      admin({ shop_id, customer_id: id, topic: each.refuses })
    }`;
  }
  const times = each.handed_over.map((hours) => before(now, hours)).sort((a, b) => +a - +b);
  await admin`insert into private.mailing_contacts (shop_id, customer_id, handed_over)
    values (${shop_id}, ${id}, ${times.map((time) => time.toISOString())}::timestamptz[])`;
  if (each.ordered !== null) {
    const placed_at = before(now, each.ordered);
    await admin`insert into orders ${
      admin({
        ...{ shop_id, customer_id: id, shopify_id: String(nth++), order_number: '#' },
        ...{ total_price: each.total, currency: 'EUR', financial_status: 'paid' },
        ...{ placed_at, shopify_updated_at: placed_at },
      })
    }`;
  }
  return id;
}
let nth = 1;

/** Why nothing is planned, by the rules and not by the code. */
function whyNot({ conditions, way }: AnyAutomation, customer: AnyCustomer): string | null {
  // Thirty days are 720 hours.
  if (customer.ordered === null || customer.ordered >= 720) return 'not_triggered';
  const spent = Number(customer.total);
  const failing = conditions.findIndex((condition) =>
    condition.field === 'locale'
      ? customer.locale !== 'pt-BR'
      : condition.field === 'total_spent'
      ? spent < 50
      : false
  );
  if (failing >= 0) return `condition:${failing}`;
  return way === 'branch' && spent < 50 ? 'no_message' : null;
}

it('says of everybody what really comes of them, and writes nothing else', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      anyAutomation,
      fc.array(anyCustomer, { minLength: 6, maxLength: 24 }),
      anyNow,
      async (automation, drawn, now) => {
        // A wait begins when it came: for it to end after it as here, it came now.
        const customers = drawn.map((each) => ({
          ...each,
          ordered: automation.way === 'wait' && (each.ordered ?? 720) < 720 ? 0 : each.ordered,
        }));
        const { shop_id, automation_id, ids } = await shopOf(automation, customers, now);
        const counts = await rowCounts(under.admin);
        const { run, told } = await dry.run(automation_id, now);
        expect(await rowCounts(under.admin)).toEqual(counts);

        const later = new Date(now.getTime() + (automation.way === 'wait' ? WAIT * 60_000 : 0));
        const { entered, planned } = await real.plan(automation_id, now, later);
        const claimed = await real.claim({ shop_id, automation_id }, later);
        for (const [i, id] of ids.entries()) {
          const customer = customers[i]!;
          if (customer.gone) {
            expect(told.get(id)).toBeUndefined();
            expect(entered.has(id)).toBe(false);
            continue;
          }
          const { outcome, reason, at } = told.get(id)!;
          seen.add(`${outcome} ${reason}`);
          const why = whyNot(automation, customer);
          if (why !== null) {
            expect([outcome, reason, at]).toEqual(['not_planned', why, null]);
            // An order of long ago is none that comes now; here it does, since nobody looked before.
            const old = customer.ordered !== null && customer.ordered >= 720;
            if (old) planned.delete(id);
            expect(planned.has(id)).toBe(false);
            if (!old && why !== 'no_message') expect(entered.has(id)).toBe(false);
            continue;
          }
          const plan = planned.get(id)!;
          const claim = claimed.get(id)!;
          const held = outcome === 'held_out' || outcome === 'refused';
          expect(plan).toMatchObject({
            status: held ? outcome : 'scheduled',
            reason: reason || null,
            ...held ? {} : { scheduled_for: at },
          });
          expect(claim).toMatchObject({
            status: outcome === 'to_send' ? 'sending' : plan.status,
            reason: plan.reason,
          });
        }
        const { customers: all, planned: sum, ...rest } = run['totals'];
        expect(all).toBe(customers.filter(({ gone }) => !gone).length);
        expect(sum).toBe(planned.size);
        const sumOf = (by: Record<string, number>) =>
          Object.values(by).reduce((total, count) => total + count, 0);
        expect(rest.to_send + rest.held_out + sumOf(rest.rescheduled) + sumOf(rest.refused))
          .toBe(sum);
        expect(all - sum).toBe(sumOf(rest.not_planned));
        expect([...told.values()].filter((each) => each.outcome === 'to_send').length)
          .toBe(rest.to_send);
      },
    ),
    { numRuns: 30, seed: 12 },
  );
  // It would prove nothing if all were alike.
  expect([...seen].sort()).toEqual(expect.arrayContaining([
    ...['held_out ', 'not_planned condition:0', 'not_planned condition:1'],
    ...['not_planned no_message', 'not_planned not_triggered', 'refused missing_value'],
    ...['refused no_address', 'refused no_consent', 'refused suppressed', 'refused topic_refused'],
    ...['refused unsubscribed', 'rescheduled cap', 'rescheduled quiet_hours'],
    ...['rescheduled send_window', 'to_send '],
  ]));
}, 120_000);
