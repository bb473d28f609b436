import process from 'node:process';
import postgres from 'postgres';
import { sendMessages } from '../../../src/mailings/messages/send-messages.ts';
import type { Outcome } from '../../../src/sending.ts';
import { SENDING_TIMES } from '../../../src/sending/times.ts';
import { openDoors } from '../../../testkit/door/doors.ts';
import { measured } from '../../line.ts';
import { compare, interleave, timed } from '../../measure.ts';
import type { Suite } from '../../suite.ts';

/** `BENCH_MESSAGES=500 npm run bench -- mailings.sent` for a quick look. */
const MESSAGES = Number(process.env.BENCH_MESSAGES ?? 4_000);
const CONNECTIONS = 4;

/**
 * Messages that are due, sent by several workers at once: claimed, which judges each anew, rendered,
 * handed to a provider that answers at once, and settled. The floor updates the same rows, one by its
 * primary key and a commit each, on as many connections.
 */
export const sending: Suite = {
  title: `${MESSAGES} messages that are due`,
  lines: ['mailings.sent'],

  async run({ resources, progress }) {
    const database = await resources.database();
    const admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
    const floor = postgres(database.adminUrl, { max: CONNECTIONS, onnotice: () => {} });
    const doors = openDoors(database, { poolSize: CONNECTIONS });
    resources.onClose(() => admin.end());
    resources.onClose(() => floor.end());
    resources.onClose(doors.end);
    const shop_id = await fill(admin);
    const ids = (await admin`select id from message_logs`).map(({ id }) => id as string);
    const workers = (work: () => Promise<unknown>) =>
      timed(() => Promise.all(Array.from({ length: CONNECTIONS }, work)));

    const due = async () => {
      await admin`alter table message_logs disable trigger user`;
      await admin`update message_logs set status = 'scheduled', claim = null, claimed_until = null,
        attempts = 0, sent_at = null, address = null, provider_message_id = null`;
      await admin`alter table message_logs enable trigger user`;
      await admin`truncate private.mailing_contacts`;
      await admin`vacuum analyze message_logs`;
    };
    const sent = async () => {
      await due();
      const ctx = {
        ...{ db: doors.asSystem('bench'), times: SENDING_TIMES },
        places: { functions_url: 'https://f.test', page_url: 'https://p.test' },
        sendMail: (mails: readonly unknown[]) =>
          Promise.resolve(mails.map((): Outcome => ({ is: 'sent', ticket: 'ticket' }))),
        push: { send: () => Promise.resolve([]), readReceipts: () => Promise.resolve(new Map()) },
      };
      const ms = await workers(() => sendMessages(ctx, { shop_id }));
      const [row] = await admin`select count(*)::integer as count from message_logs
        where status = 'sent'`;
      if (row!['count'] !== MESSAGES) throw new Error(`${row!['count']} were sent`);
      return MESSAGES / (ms / 1000);
    };
    const updated = async () => {
      await due();
      let next = 0;
      const ms = await workers(async () => {
        for (let id = ids[next++]; id; id = ids[next++]) {
          await floor`update message_logs set attempts = attempts + 1 where id = ${id}`;
        }
      });
      return MESSAGES / (ms / 1000);
    };
    const samples = await interleave({ sent, updated }, { rounds: 7, onRound: progress });
    return [
      measured('mailings.sent', '/s', compare(samples.sent, samples.updated), { atLeast: 0.5 }),
    ];
  },
};

/** A shop in which everybody is due a mail that names them. */
async function fill(admin: postgres.Sql): Promise<string> {
  const one = async (table: string, row: Record<string, unknown>) =>
    (await admin`insert into ${admin(table)} ${admin(row)} returning id`)[0]!['id'] as string;
  const gym_id = await one('gyms', { name: 'Bench' });
  const shop_id = await one('shops', {
    ...{ gym_id, domain: 'bench.myshopify.com', state: 'connected', currency: 'BRL' },
    timezone: 'America/Sao_Paulo',
  });
  await admin`insert into mailing_settings (shop_id, postal_address) values (${shop_id}, 'Rua 1')`;
  const words = {
    ...{ subject: 'Thanks, {{ first_name }}', text: 'Hello {{ first_name }}, of {{ gym_name }}.' },
    html: '<p>Hello {{ first_name }}, of <b>{{ gym_name }}</b>.</p>',
  };
  const template = {
    ...{ shop_id, channel: 'email', default_locale: 'en', contents: { en: words } },
    fallbacks: { en: { first_name: 'friend' } },
  };
  const template_id = await one('message_templates', {
    ...{ ...template, name: 'Thanks', published_version: 1 },
  });
  const template_version_id = await one('message_template_versions', {
    ...{ ...template, template_id, number: 1, variables: [] },
  });
  const automation_id = await one('automations', {
    ...{ shop_id, name: 'Thanks', trigger: 'order_placed', action: 'email', template_id },
    ...{ enabled: true, published_version: 1 },
  });
  const version_id = await one('automation_versions', {
    ...{ shop_id, automation_id, number: 1, trigger: 'order_placed' },
    nodes: [{ kind: 'email', template_id, template_version_id, next: null }],
  });
  await admin`insert into customers (shop_id, shopify_id, email, email_consent, first_name)
    select ${shop_id}, n, 'c' || n || '@bench.test', 'subscribed', 'Ana'
    from generate_series(1, ${MESSAGES}::integer) n`;
  await admin`insert into message_logs (shop_id, automation_id, version_id, customer_id, node, channel,
      status, dedupe_key, planned_for, scheduled_for)
    select ${shop_id}, ${automation_id}, ${version_id}, c.id, 0, 'email', 'scheduled', c.id::text,
      now() - interval '1 hour', now() - interval '1 hour'
    from customers c`;
  await admin`vacuum analyze`;
  return shop_id;
}
