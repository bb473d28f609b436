import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { clients, known, must, rows } from './people.ts';

const ofShop = () => ({ shop_id: rows.shops!.id });
const words = { channel: 'email', default_locale: 'en' };
const contents = { en: { subject: 'News', text: 'News' } };

/** Rows of mailings that would be taken as they are. */
export const mailings: Record<string, () => Record<string, unknown>> = {
  message_templates: () => ({ ...ofShop(), ...words, contents, name: randomUUID() }),
  message_template_versions: () => ({
    ...{ ...ofShop(), ...words, contents, template_id: rows.message_templates!.id },
    ...{ number: Math.ceil(Math.random() * 2 ** 30), variables: [] },
  }),
  automations: () => ({
    ...{ ...ofShop(), name: randomUUID(), trigger: 'order_placed', action: 'tag', tag: 'buyer' },
  }),
  automation_versions: () => ({
    ...{ ...ofShop(), automation_id: rows.automations!.id, trigger: 'order_placed' },
    ...{ number: Math.ceil(Math.random() * 2 ** 30), hold_out_percent: 0 },
    nodes: [{ kind: 'tag', tag: 'buyer', next: null }],
  }),
  suppressions: () => ({
    ...{ ...ofShop(), address: `${randomUUID()}@tatame.test`, reason: 'bounced' },
    since: '2026-11-02',
  }),
};

/** Puts a row into each table of mailings. */
export async function prepareMailings(admin: postgres.Sql, customer_id: string): Promise<void> {
  const { manager, system } = clients;
  for (const table of ['message_templates', 'automations'] as const) {
    rows[table] = await must(manager, table, mailings[table]!());
  }
  rows.mailing_settings = await must(manager, 'mailing_settings', ofShop());
  rows.suppressions = await must(system, 'suppressions', mailings.suppressions!());
  const shop_id = String(rows.shops!.id);
  const automation_id = String(rows.automations!.id);
  for (const table of ['message_template_versions', 'automation_versions'] as const) {
    const { contents, nodes, ...row } = mailings[table]!();
    const jsonb = contents ? { contents } : { nodes };
    const [[name, value]] = Object.entries(jsonb) as [[string, postgres.JSONValue]];
    [rows[table]] = await admin`
      insert into ${admin(table)} ${admin({ ...row, [name]: admin.json(value) })} returning *`;
  }
  const [message] = await admin`insert into message_logs ${
    admin({
      ...{ shop_id, automation_id, customer_id, node: 0, channel: 'email', status: 'held_out' },
      ...{ version_id: String(rows.automation_versions!.id), dedupe_key: randomUUID() },
      ...{ planned_for: '2026-11-02', scheduled_for: '2026-11-02' },
    })
  } returning *`;
  const [run] = await admin`insert into dry_runs ${
    admin({ shop_id, automation_id, of: 'draft' })
  } returning *`;
  const [{ token } = { token: '' }] = await admin<{ token: string }[]>`
    select private.unsubscribe_token(${customer_id}) as token`;
  rows.message_logs = message!;
  rows.dry_runs = run!;
  known.template_id = [String(rows.message_templates!.id)];
  known.automation_id = [automation_id];
  known.dry_run_id = [run!.id];
  known.message_id = [message!.id];
  known.token = [token];
}
