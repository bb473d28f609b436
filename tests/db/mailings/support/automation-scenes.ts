import type postgres from 'postgres';
import type { Node } from '../../../../src/mailings/automations/versions/node.ts';
import type { Trigger } from '../../../../src/mailings/automations/drafts/trigger.ts';
import type { Condition } from '../../../../src/mailings/conditions/condition.ts';
import { scenes } from '../../store/support/shops.ts';

/** Long before everything that a test lets happen. */
export const PUBLISHED = '2026-01-01T00:00:00Z';

interface Published {
  nodes?: Node[];
  conditions?: Condition[];
  at?: string;
  hold_out_percent?: number;
}

let nextId = 7_000_000_000;

/** Sets scenes of automations that run, as a superuser. */
export function automationScenes(sql: () => postgres.Sql) {
  const at = scenes(sql);
  const insert = async (table: string, row: Record<string, unknown>): Promise<string> => {
    const [made] = await sql()<{ id: string }[]>`
      insert into ${sql()(table)} ${sql()(row)} returning id`;
    return made!.id;
  };

  const customer = (shop_id: string, columns: Record<string, unknown> = {}) =>
    insert('customers', { shop_id, shopify_id: String(nextId++), ...columns });

  /** Publishes another version of an automation. */
  const publish = async (
    { shop_id, automation_id }: { shop_id: string; automation_id: string },
    { trigger, trigger_options }: Trigger,
    { nodes = [{ kind: 'tag', tag: 'came', next: null }], conditions = [], ...more }: Published,
  ) => {
    const [version] = await sql()<{ id: string; number: number }[]>`
      insert into automation_versions ${
      sql()({
        ...{ shop_id, automation_id, trigger, trigger_options: sql().json(trigger_options) },
        ...{ conditions: sql().json(conditions as never), nodes: sql().json(nodes as never) },
        number: sql()`(
          select count(*) + 1 from automation_versions where automation_id = ${automation_id}
        )` as never,
        created_at: more.at ?? PUBLISHED,
        hold_out_percent: more.hold_out_percent ?? 0,
      })
    } returning id, number`;
    await sql()`update automations set published_version = ${version!.number}, trigger = ${trigger}
      where id = ${automation_id}`;
    return version!.id;
  };

  /** A published automation, enabled since then. */
  const automation = async (shop_id: string, trigger: Trigger, published: Published = {}) => {
    const automation_id = await insert('automations', {
      ...{ shop_id, name: 'One', trigger: trigger.trigger, action: 'tag', tag: 'came' },
    });
    const version_id = await publish({ shop_id, automation_id }, trigger, published);
    await sql()`update automations set enabled = true where id = ${automation_id}`;
    await sql()`update automations set enabled_at = ${published.at ?? PUBLISHED}
      where id = ${automation_id}`;
    return { shop_id, automation_id, version_id };
  };

  /** A member of the shop's gym who is its customer. */
  const memberCustomer = async (
    shop_id: string,
    columns: Record<string, unknown> = {},
    { user = {} }: { user?: Record<string, unknown> } = {},
  ) => {
    const [shop] = await sql()<
      { gym_id: string }[]
    >`select gym_id from shops where id = ${shop_id}`;
    const user_id = await at.member(shop!.gym_id, user);
    const id = await customer(shop_id, { user_id, matched_by: 'email', ...columns });
    return { id, user_id, gym_id: shop!.gym_id };
  };

  const order = (shop_id: string, customer_id: string | null, columns = {}) =>
    insert('orders', {
      ...{ shop_id, customer_id, shopify_id: String(nextId++), order_number: '#1' },
      ...{ total_price: '50', currency: 'EUR', financial_status: 'paid' },
      ...{
        placed_at: '2026-06-01T10:00:00Z',
        shopify_updated_at: '2026-06-01T10:00:00Z',
        ...columns,
      },
    });

  const entries = (automation_id: string) =>
    sql()<
      {
        id: string;
        version_id: string;
        customer_id: string;
        key: string;
        state: string;
        node: number;
        due_at: Date;
        details: Record<string, unknown>;
      }[]
    >`select * from private.automation_entries where automation_id = ${automation_id}
      order by due_at, key`;

  const tags = async (shop_id: string) =>
    (await sql()<{ customer_id: string; tag: string }[]>`
      select customer_id, tag from customer_tags where shop_id = ${shop_id} order by tag`)
      .map(({ customer_id, tag }) => `${customer_id} ${tag}`);

  return {
    ...at,
    ...{ insert, customer, publish, automation, memberCustomer, order, entries, tags },
  };
}
