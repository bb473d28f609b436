/**
 * `npm run store:rfm -- --shop <domain> [--as-of <YYYY-MM-DD>] [--json]`: what the customers of a shop
 * are worth. A run is kept (scores, history) unless its day is before that of the last one, or not here
 * yet. With `--json` it prints one object:
 *
 * - `shop`, `as_of`, `currency`, `segment_order` (`listed`, `most_specific`)
 * - `boundaries`: `recency`, `frequency`, `monetary`, four decimal strings each
 * - `segments`: an array of `segment`, `customers`, `orders`, and `revenue` as a decimal string
 * - `customers`: who was scored; `left_out`: customers by reason (`other_currency`,
 *   `no_counted_order`), and `orders_in_other_currency`
 * - `kept`, `changed`, `moved`; `truncated`: only orders of sixty days are known
 */
import process from 'node:process';
import type { SystemDatabase } from '../../../src/db/client.ts';
import { findPostgresError } from '../../../src/db/violation.ts';
import { findShop, NoShop } from '../../../src/store/imports/open-shop.ts';
import { listDomains } from '../../../src/store/rfm/list-domains.ts';
import { scoreShop } from '../../../src/store/rfm/score-shop.ts';
import { NoDatabase } from '../../database/target.ts';
import { readRfmOptions, type RfmOptions } from '../../store/rfm-options.ts';
import { rfmTable } from '../../store/rfm-table.ts';
import { openStore } from '../../store/system-door.ts';
import { WrongOptions } from '../support/options.ts';

async function run({ domain, as_of, json }: RfmOptions): Promise<void> {
  const { door } = await openStore();
  try {
    const db = door.asSystem('store:rfm');
    const shop = await findShop(db, { domain });
    const scored = shop && await scoreShop({ db }, { shop_id: shop.id, as_of });
    if (!scored) throw new NoShop(await unknown(db, domain));
    const { shop_id: _id, scored_at: _at, ...rest } = scored;
    console.log(json ? JSON.stringify({ shop: domain, ...rest }) : rfmTable(domain, scored));
  } finally {
    await door.end();
  }
}

async function unknown(db: SystemDatabase, domain: string): Promise<string> {
  const known = await listDomains(db);
  const which = known.length > 0 ? `Known are ${known.join(', ')}.` : 'There is none.';
  return `There is no shop ${domain} here. ${which}`;
}

try {
  await run(readRfmOptions(process.argv.slice(2)));
} catch (error) {
  const known = [WrongOptions, NoDatabase, NoShop].some((kind) => error instanceof kind);
  const words = known || (error as NodeJS.ErrnoException).syscall
    ? (error as Error).message
    : findPostgresError(error)?.message;
  console.error(words ?? error);
  process.exitCode = 1;
}
