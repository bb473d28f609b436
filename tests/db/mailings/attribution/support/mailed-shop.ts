import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';

let nth = 1;

export interface Sent {
  customer: string;
  automation: Automation;
  /** When it was planned for; it is handed over as soon. */
  at: Date;
  status?: string;
  reason?: string;
}

export interface Bought {
  customer: string;
  at: Date;
  /** In ten-thousandths. */
  value?: bigint;
  columns?: Record<string, unknown>;
}

export interface Automation {
  id: string;
  version_id: string;
  shop_id: string;
}

/** Shops with automations whose messages are what a test says, written as a superuser. */
export function mailedShops(sql: () => postgres.Sql) {
  async function one(table: string, row: Record<string, unknown>): Promise<string> {
    const [made] = await sql()<{ id: string }[]>`
      insert into ${sql()(table)} ${sql()(row)} returning id`;
    return made!.id;
  }

  const at = {
    async shop(currency = 'BRL'): Promise<string> {
      const gym_id = await one('gyms', { name: 'Kaizen' });
      return one('shops', {
        ...{ gym_id, domain: `m-${randomUUID()}.myshopify.com`, state: 'connected' },
        ...{ currency, timezone: 'UTC' },
      });
    },
    async customers(shop_id: string, count: number): Promise<string[]> {
      const rows = await sql()<{ id: string }[]>`insert into customers ${
        sql()(Array.from({ length: count }, () => ({ shop_id, shopify_id: String(nth++) })))
      } returning id`;
      return rows.map(({ id }) => id);
    },
    /** With one version, which holds so many per cent out. */
    async automation(shop_id: string, hold_out_percent: number): Promise<Automation> {
      const sending = { shop_id, trigger: 'first_purchase', hold_out_percent, attribution_days: 3 };
      const id = await one('automations', {
        ...sending,
        name: 'Welcome',
        action: 'tag',
        tag: 'new',
      });
      return { id, shop_id, version_id: await at.version({ id, shop_id }, 1, hold_out_percent) };
    },
    async version(
      { id, shop_id }: Pick<Automation, 'id' | 'shop_id'>,
      number: number,
      hold_out_percent: number,
      attribution_days = 3,
    ): Promise<string> {
      const version = await one('automation_versions', {
        ...{ shop_id, automation_id: id, number, trigger: 'first_purchase', hold_out_percent },
        ...{ attribution_days, nodes: sql().json([]) },
      });
      await sql()`update automations set published_version = ${number} where id = ${id}`;
      return version;
    },
    async sent(messages: readonly Sent[]): Promise<string[]> {
      const rows = messages.map(({ customer, automation, at, status = 'sent', reason }) => ({
        ...{ shop_id: automation.shop_id, automation_id: automation.id, customer_id: customer },
        ...{ version_id: automation.version_id, node: 0, channel: 'email', status },
        ...{ reason: reason ?? null, dedupe_key: randomUUID(), planned_for: at, scheduled_for: at },
        sent_at: ['sent', 'delivered', 'bounced', 'complained'].includes(status) ? at : null,
      }));
      return (await inserted(rows, 'message_logs')).map(({ id }) => id);
    },
    async bought(shop_id: string, orders: readonly Bought[]): Promise<void> {
      await inserted(
        orders.map(({ customer, at, value = 100_0000n, columns }) => ({
          ...{ shop_id, customer_id: customer, shopify_id: String(nth++), order_number: '#' },
          ...{ total_price: digits(value), currency: 'BRL', financial_status: 'paid' },
          ...{ placed_at: at, shopify_updated_at: at, refunded: '0' },
          // A statement has the columns of its first row.
          ...{ cancelled_at: null, deleted_at: null, ...columns },
        })),
        'orders',
      );
    },
  };

  /** In slices, since a statement takes 65,535 values. */
  async function inserted(rows: Record<string, unknown>[], table: string) {
    const made: { id: string }[] = [];
    for (let i = 0; i < rows.length; i += 4_000) {
      made.push(
        ...await sql()<{ id: string }[]>`insert into ${sql()(table)} ${
          sql()(rows.slice(i, i + 4_000))
        } returning id`,
      );
    }
    return made;
  }

  return at;
}

/** Ten-thousandths as decimal digits, also below zero. */
export const digits = (amount: bigint): string => {
  const [sign, size] = amount < 0n ? ['-', -amount] : ['', amount];
  return `${sign}${size / 10_000n}.${String(size % 10_000n).padStart(4, '0')}`;
};
