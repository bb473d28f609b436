import { randomUUID } from 'node:crypto';
import type { DoorUnderTest } from '../../../../testkit/database/door.ts';
import { scenes } from '../../store/support/shops.ts';

let last = 0;

/** Sets scenes of shops with customers that agreed to mailings, and of messages to them. */
export function mailingScene(place: DoorUnderTest) {
  const at = scenes(() => place.admin);
  return {
    ...at,
    customer: async (shop_id: string, columns: Record<string, unknown> = {}) => {
      const email = `${randomUUID()}@Example.com`;
      const [row] = await place.admin`insert into customers ${
        place.admin({
          ...{ shop_id, shopify_id: String(++last), email, email_consent: 'subscribed' },
          ...columns,
        })
      } returning id, email, shopify_id`;
      return row as unknown as { id: string; email: string; shopify_id: string };
    },
    token: async (customer_id: string) => {
      const [row] = await place.admin`select private.unsubscribe_token(${customer_id}) as token`;
      return row!.token as string;
    },
    suppressions: async (shop_id: string) => [
      ...await place.admin`select address, customer_id, reason from suppressions
        where shop_id = ${shop_id} order by reason, address, customer_id`,
    ],
    message: async (
      shop_id: string,
      customer_id: string,
      columns: Record<string, unknown> = {},
    ) => {
      const [automation] = await place.admin`insert into automations
        (shop_id, name, trigger, action, tag) values (${shop_id}, 'a', 'birthday', 'tag', 't')
        returning id`;
      const [version] = await place.admin`insert into automation_versions
        (shop_id, automation_id, number, trigger, nodes)
        values (${shop_id}, ${automation!.id}, 1, 'birthday', '[]') returning id`;
      const [row] = await place.admin`insert into message_logs ${
        place.admin({
          ...{ shop_id, customer_id, automation_id: automation!.id, version_id: version!.id },
          ...{ node: 0, channel: 'email', status: 'sending', dedupe_key: randomUUID() },
          ...{ planned_for: '2026-03-01', scheduled_for: '2026-03-01', address: 'ana@example.com' },
          ...{ claim: randomUUID(), claimed_until: '2026-03-02', ...columns },
        })
      } returning id`;
      return row!.id as string;
    },
  };
}
