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

/** The one that puts a tag after its message. */
const TAGGING = 'Thanks for your order';

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
    for (const [nth, [name, trigger, options]] of AUTOMATIONS.entries()) {
      await seedAutomation(tx, { nth, name, trigger, options, since, soon: days.instant(2) });
    }
    await seedDraft(tx, since);
    await tx`insert into suppressions (shop_id, address, customer_id, reason, since)
      select shop_id, lower(email), case when reason <> 'bounced' then id end, reason, ${seen}
      from (select *, row_number() over (order by id) as nth from customers
        where shop_id = ${SHOP} and email is not null) c
      join (values (1, 'bounced'), (2, 'bounced'), (3, 'complained'), (4, 'unsubscribed'))
        as s (nth, reason) using (nth)
      on conflict do nothing`;
    await tx`insert into customer_tags (shop_id, customer_id, tag, automation_id)
      select shop_id, customer_id, 'written to', automation_id from message_logs
      where shop_id = ${SHOP} and automation_id = ${idOf(`automation ${TAGGING}`)}
        and status = 'delivered'
      on conflict do nothing`;
    await tx`insert into refused_topics (shop_id, customer_id, topic)
      select shop_id, id, 'offers' from customers where shop_id = ${SHOP} order by id desc limit 2
      on conflict do nothing`;
  });
}

/** A draft that nobody has published: it waits, and asks whether somebody trains. */
async function seedDraft(tx: postgres.TransactionSql, since: Date): Promise<void> {
  const steps = [
    { kind: 'wait', minutes: 4320 },
    {
      kind: 'branch',
      conditions: [{ field: 'is_member', is: 'equal', value: true }],
      then: [{ kind: 'tag', tag: 'buys and trains' }],
      otherwise: [{ kind: 'email', template_id: TEMPLATE }],
    },
  ];
  await tx`insert into automations ${
    tx({
      ...{ id: idOf('automation draft'), shop_id: SHOP, name: 'A first purchase' },
      ...{ trigger: 'first_purchase', trigger_options: tx.json({}), steps: tx.json(steps) },
      ...{ action: 'email', template_id: TEMPLATE, created_at: since, updated_at: since },
    })
  } on conflict do nothing`;
}

/** Who would get it now is found out when the stack is up: it is kept for a day. */
async function seedDryRun(tx: postgres.TransactionSql, automation_id: string): Promise<void> {
  await tx`
    with run as (
      insert into dry_runs (shop_id, automation_id, of)
      select ${SHOP}, ${automation_id}, 'published'
      where not exists (select from dry_runs where automation_id = ${automation_id})
      returning id
    )
    select private.enqueue_job('run_dry_run', jsonb_build_object('dry_run_id', id), id::text)
    from run`;
}

async function seedAutomation(
  tx: postgres.TransactionSql,
  { nth, name, trigger, options, since, soon }: {
    /** Whose first message becomes something else than the others'. */
    nth: number;
    name: string;
    trigger: string;
    options: object;
    since: Date;
    /** When what waits is due. */
    soon: Date;
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
      steps: tx.json(name === TAGGING ? [{ kind: 'tag', tag: 'written to' }] : []),
    })
  } on conflict do nothing returning id`;
  await seedDryRun(tx, id);
  if (made.length === 0) return;
  const node = { kind: 'email', template_id: TEMPLATE, template_version_id: TEMPLATE_VERSION };
  await tx`insert into automation_versions ${
    tx({
      ...{ id: version_id, automation_id: id, number: 1, ...sending },
      nodes: tx.json(
        name === TAGGING
          ? [{ ...node, next: 1 }, { kind: 'tag', tag: 'written to', next: null }]
          : [{ ...node, next: null }],
      ),
    })
  }`;
  await tx`
    insert into message_logs (shop_id, automation_id, version_id, customer_id, node, channel, status,
      reason, dedupe_key, planned_for, scheduled_for, sent_at, claim, claimed_until)
    select c.shop_id, ${id}, ${version_id}, c.id, 0, 'email', s.status::message_status,
      nullif(s.reason, ''), ${name} || ':' || c.id, c.at,
      case when s.status = 'scheduled' then ${soon} else c.at end,
      case when s.status in ('sent', 'delivered', 'bounced', 'complained') then c.at end,
      case when s.status = 'sending' then gen_random_uuid() end,
      case when s.status = 'sending' then now() + interval '1 day' end
    from (
      select id, shop_id, row_number() over (order by id) as nth,
        ${since}::timestamptz + make_interval(hours => (7 * row_number() over (order by id))::integer)
          as at
      from customers where shop_id = ${SHOP}
    ) c
    cross join lateral (
      select split_part(state, ' ', 1) as status, split_part(state, ' ', 2) as reason
      from (select (${STATES}::text[])[1 + ((c.nth + ${nth}) % ${STATES.length}::integer)::integer] as state) x
    ) s
    on conflict do nothing`;
}
