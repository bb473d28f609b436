import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type postgres from 'postgres';

const workerFile = fileURLToPath(new URL('./import-worker.ts', import.meta.url));

export interface ImportOrder {
  url: string;
  shop_id: string;
  path: string;
  linesAtOnce: number;
}

/** Starts an import in a process of its own. */
const start = ({ url, shop_id, path, linesAtOnce }: ImportOrder): ChildProcess =>
  fork(workerFile, [url, shop_id, path, String(linesAtOnce)], { execArgv: ['--import', 'tsx'] });

/** Imports a file in a process of its own; answers its peak memory, in kilobytes. */
export async function importApart(order: ImportOrder): Promise<number> {
  const child = start(order);
  let peakKb = 0;
  child.on('message', (told: { peakKb?: number }) => (peakKb = told.peakKb ?? peakKb));
  const [code] = await once(child, 'exit') as [number | null];
  if (code !== 0) throw new Error(`The import ended with ${code}`);
  return peakKb;
}

/** Imports a file until it is past a byte, and then is killed; answers how far it had told to be. */
export async function importUntil(
  order: ImportOrder,
  past: number,
  waitMs: number,
): Promise<number> {
  const child = start(order);
  let at = 0;
  child.on('message', (told: { bytes?: number }) => {
    at = told.bytes ?? at;
    if (at >= past) setTimeout(() => child.kill('SIGKILL'), waitMs);
  });
  await once(child, 'exit');
  return at;
}

/**
 * How many rows there are of a shop, and the sum of their digests: of customers with their sums, and of
 * orders with their customers, without what tells one row from an equal one.
 */
export async function everythingOf(sql: postgres.Sql, shop_id: string) {
  const [all] = await sql`
    with held as (
      select to_jsonb(c) - '{id,shop_id,created_at,updated_at}'::text[] ||
        coalesce(to_jsonb(s) - '{customer_id,shop_id}'::text[], '{}') as row
      from customers c left join customer_stats s on s.customer_id = c.id
      where c.shop_id = ${shop_id}
      union all
      select to_jsonb(o) - '{id,shop_id,customer_id,created_at,updated_at}'::text[] ||
        jsonb_build_object('customer', c.shopify_id)
      from orders o left join customers c on c.id = o.customer_id
      where o.shop_id = ${shop_id}
    )
    select count(*)::int as rows, sum(hashtextextended(row::text, 0)) as digest from held`;
  return all;
}
