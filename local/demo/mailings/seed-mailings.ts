import type postgres from 'postgres';
import type { Days } from '../days.ts';
import { idOf } from '../chance.ts';

const SHOP = idOf('shop');
const TEMPLATE = idOf('mailing template');
const TEMPLATE_VERSION = idOf('mailing template version');

/** Automations: the name, what begins it, and what narrows that. */
const AUTOMATIONS = [
  ['We miss you', 'segment_changed', { to: ['at_risk', 'lost'] }],
  ['Thanks for your order', 'order_placed', {}],
  ['Happy birthday', 'birthday', { days_before: 0 }],
] as const;

const CONTENTS = {
  en: { subject: 'News from the dojo', text: 'Hello {{ first_name | default: "friend" }}.' },
  pt: { subject: 'Novidades do tatame', text: 'Olá {{ first_name | default: "amigo" }}.' },
};

/** What became of customers' messages, in turn; so every status has its rows. */
const STATES = [
  ...['delivered', 'delivered', 'sent', 'held_out', 'delivered', 'held_out', 'scheduled cap'],
  ...['refused no_consent', 'scheduled', 'bounced', 'refused unsubscribed', 'complained'],
  ...['failed outcome_unknown', 'cancelled', 'scheduled quiet_hours', 'sending'],
];

/** Puts mailings beside the shop: what it sends by itself, and what came of it in two months. */
export async function seedMailings(sql: postgres.Sql, days: Days): Promise<void> {
  const [since, seen] = [days.instant(-90), days.instant(-1)];
  const times = { created_at: since, updated_at: since };
  const words = { channel: 'email', default_locale: 'en', contents: sql.json(CONTENTS) };
  await sql.begin(async (tx) => {
    await tx`insert into mailing_settings ${
      tx({ shop_id: SHOP, postal_address: 'Tatame Dojo, Rua das Flores 12, São Paulo', ...times })
    } on conflict do nothing`;
    await tx`insert into message_templates ${
      tx({ id: TEMPLATE, shop_id: SHOP, name: 'News', ...words, published_version: 1, ...times })
    } on conflict do nothing`;
    await tx`insert into message_template_versions ${
      tx({
        ...{ id: TEMPLATE_VERSION, shop_id: SHOP, template_id: TEMPLATE, number: 1, ...words },
        ...{ variables: [], created_at: since },
      })
    } on conflict do nothing`;
    for (const [name, trigger, options] of AUTOMATIONS) {
      await seedAutomation(tx, { name, trigger, options, since });
    }
    await tx`insert into suppressions (shop_id, address, reason, since)
      select shop_id, lower(email), 'bounced', ${seen} from customers
      where shop_id = ${SHOP} and email is not null order by id limit 3 on conflict do nothing`;
    await tx`insert into refused_topics (shop_id, customer_id, topic)
      select shop_id, id, 'offers' from customers where shop_id = ${SHOP} order by id desc limit 2
      on conflict do nothing`;
  });
}

async function seedAutomation(
  tx: postgres.TransactionSql,
  { name, trigger, options, since }: {
    name: string;
    trigger: string;
    options: object;
    since: Date | string;
  },
): Promise<void> {
  const [id, version_id] = [idOf(`automation ${name}`), idOf(`automation version ${name}`)];
  const sending = {
    ...{ shop_id: SHOP, trigger, trigger_options: tx.json(options as never) },
    ...{ hold_out_percent: 20, quiet_from: '21:00', quiet_until: '08:00', created_at: since },
  };
  const made = await tx`insert into automations ${
    tx({
      ...{ id, name, action: 'email', template_id: TEMPLATE, published_version: 1 },
      ...{ ...sending, enabled: true, updated_at: since },
    })
  } on conflict do nothing returning id`;
  if (made.length === 0) return;
  const node = { kind: 'email', template_id: TEMPLATE, template_version_id: TEMPLATE_VERSION };
  await tx`insert into automation_versions ${
    tx({
      ...{ id: version_id, automation_id: id, number: 1, ...sending },
      nodes: tx.json([{ ...node, next: null }]),
    })
  }`;
  await tx`
    insert into message_logs (shop_id, automation_id, version_id, customer_id, node, channel, status,
      reason, dedupe_key, planned_for, scheduled_for, sent_at, claim, claimed_until)
    select c.shop_id, ${id}, ${version_id}, c.id, 0, 'email', s.status::message_status,
      nullif(s.reason, ''), ${name} || ':' || c.id, c.at, c.at,
      case when s.status in ('sent', 'delivered', 'bounced', 'complained') then c.at end,
      case when s.status = 'sending' then gen_random_uuid() end,
      case when s.status = 'sending' then now() + interval '5 minutes' end
    from (
      select id, shop_id, row_number() over (order by id) as nth,
        ${since}::timestamptz + make_interval(hours => (7 * row_number() over (order by id))::integer)
          as at
      from customers where shop_id = ${SHOP}
    ) c
    cross join lateral (
      select split_part(state, ' ', 1) as status, split_part(state, ' ', 2) as reason
      from (select (${STATES}::text[])[1 + (c.nth % ${STATES.length}::integer)::integer] as state) x
    ) s
    on conflict do nothing`;
}
