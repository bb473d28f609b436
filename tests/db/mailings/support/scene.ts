import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';

type Columns = Record<string, unknown>;

const said = { subject: 'News', text: 'Hello {{ first_name }}.' };
const CONTENTS = {
  email: { en: { ...said, html: '<p>Hello {{ first_name }}.</p>' } },
  push: { en: said },
};

let shopifyIds = 1_000;

/** Shops that send mailings, past row security: what verbs would have written. */
export function mailings(sql: () => postgres.Sql) {
  const one = async (table: string, columns: Columns): Promise<string> => {
    const [row] = await sql()`insert into ${sql()(table)} ${sql()(columns)} returning id`;
    return row!.id as string;
  };
  const scene = {
    /** A shop that may send: with an address, and a cap of so many within so many days. */
    async shop({ timezone = 'Europe/Lisbon', cap_messages = 3, cap_days = 7 } = {}) {
      const gym_id = await one('gyms', { name: 'Kaizen', timezone });
      const domain = `shop-${randomUUID()}.myshopify.com`;
      const shop_id = await one('shops', {
        ...{ gym_id, domain, state: 'connected', currency: 'EUR', timezone },
      });
      await sql()`insert into mailing_settings ${
        sql()({ shop_id, cap_messages, cap_days, postal_address: 'Rua do Tatame 1, Lisboa' })
      }`;
      return { gym_id, shop_id };
    },
    /** A template's published version. */
    async template(shop_id: string, columns: Columns = {}): Promise<string> {
      const contents = CONTENTS[columns['channel'] === 'push' ? 'push' : 'email'];
      const fallbacks = { en: { first_name: 'friend' } };
      const locale = { channel: 'email', default_locale: 'en' };
      const words = { ...locale, contents, fallbacks, ...columns };
      const { variables = [], ...draft } = words as Columns;
      const template_id = await one('message_templates', {
        ...{ shop_id, name: 'News', published_version: 1, ...draft },
      });
      return await one('message_template_versions', {
        ...{ shop_id, template_id, number: 1, variables, ...draft },
      });
    },
    /** An automation that runs, with one version: a message of the template, and nothing else. */
    async automation(
      shop_id: string,
      { channel = 'email', template, since = '2026-01-01T00:00:00Z', enabled = true, ...columns }: {
        channel?: string;
        template?: string;
        since?: string;
        enabled?: boolean;
        [column: string]: unknown;
      } = {},
    ) {
      const template_version_id = template ?? await scene.template(shop_id, { channel });
      const [made] = await sql()`select template_id from message_template_versions
        where id = ${template_version_id}`;
      const template_id = made!['template_id'];
      const sending = { trigger: 'order_placed', ...columns };
      const automation_id = await one('automations', {
        ...{ shop_id, name: 'News', action: channel, template_id, published_version: 1 },
        ...{ enabled, enabled_at: since, ...sending },
      });
      const version_id = await one('automation_versions', {
        ...{ shop_id, automation_id, number: 1, created_at: since, ...sending },
        nodes: [{ kind: channel, template_id, template_version_id, next: null }],
      });
      return { automation_id, version_id };
    },
    /** A customer of whom Shopify told, and who agreed to mails. */
    customer: (shop_id: string, columns: Columns = {}): Promise<string> => {
      const shopify_id = String(shopifyIds++);
      return one('customers', {
        ...{ shop_id, shopify_id, email: `c${shopify_id}@example.com`, first_name: 'Ana' },
        ...{ email_consent: 'subscribed', shopify_updated_at: '2025-12-01T00:00:00Z', ...columns },
      });
    },
    /** A customer who is a member, with a device that wants offers. */
    async member(shop_id: string, columns: Columns = {}, person: Columns = {}) {
      const user_id = await one('users', { source: 'staff', first_name: 'Ana', ...person });
      const token = `ExponentPushToken[${user_id}]`;
      await one('push_tokens', {
        ...{ user_id, token, platform: 'ios', last_seen_at: '2026-01-01T00:00:00Z' },
      });
      await one('notification_preferences', { user_id, kind: 'offers', channel: 'push' });
      const customer_id = await scene.customer(shop_id, {
        ...{ user_id, matched_by: 'person', ...columns },
      });
      return { customer_id, user_id, token };
    },
    /** Lets customers enter a version by one event, and plans its only message. */
    async plan(
      { automation_id, version_id }: { automation_id: string; version_id: string },
      customers: readonly string[],
      at: string | Date,
      key = `event:${randomUUID()}`,
    ): Promise<number> {
      const entries = await sql()`
        insert into private.automation_entries
          (shop_id, automation_id, version_id, customer_id, key, due_at)
        select v.shop_id, v.automation_id, v.id, c.id, ${key}, ${at}
        from automation_versions v, unnest(${customers as string[]}::uuid[]) c (id)
        where v.id = ${version_id} and v.automation_id = ${automation_id}
        on conflict do nothing returning id`;
      const [row] = await sql()`select private.plan_messages(
        ${version_id}, 0, ${entries.map(({ id }) => id as string)}::uuid[], ${at}
      ) as planned`;
      return row!['planned'] as number;
    },
    /** What became of messages, in the order of their customers: `refused minor`. */
    async states(of: { automation_id: string }): Promise<string[]> {
      const rows = await sql()`
        select concat_ws(' ', m.status, m.reason) as state from message_logs m
        join customers c on c.id = m.customer_id
        where m.automation_id = ${of.automation_id} order by c.shopify_id, m.created_at, m.id`;
      return rows.map(({ state }) => state as string);
    },
    /** The messages of an automation, the oldest first. */
    messages: (of: { automation_id: string }) =>
      sql()`select * from message_logs where automation_id = ${of.automation_id}
        order by created_at, id`,
  };
  return scene;
}
