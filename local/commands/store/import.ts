/**
 * `npm run store:import -- --shop <domain> <file.jsonl>`: customers and orders of a shop out of a file,
 * without an account at Shopify.
 */
import process from 'node:process';
import type { SystemDatabase } from '../../../src/db/client.ts';
import { findPostgresError } from '../../../src/db/violation.ts';
import { listFirstRejects } from '../../../src/store/backfills/list-first-rejects.ts';
import { type Backfill, ImportEnded, importFile } from '../../../src/store/imports/import-file.ts';
import {
  findShop,
  makeShop,
  NoShop,
  oldestGym,
  type ShopRow,
} from '../../../src/store/imports/open-shop.ts';
import { NoDatabase } from '../../database/target.ts';
import { progressBar } from '../../queue/progress-bar.ts';
import { type ImportOptions, readImportOptions } from '../../store/import-options.ts';
import { firstCurrency, lineFile } from '../../store/line-file.ts';
import { openStore } from '../../store/system-door.ts';
import { WrongOptions } from '../support/options.ts';

type ReadFile = Awaited<ReturnType<typeof lineFile>>;

const SHOWN_REJECTS = 5;

async function run(options: ImportOptions): Promise<void> {
  const file = await lineFile(options.path);
  const { door, isLocal } = await openStore();
  const bar = progressBar('bytes');
  try {
    const db = door.asSystem('store:import');
    const shop = await findShop(db, options) ?? await newShop(db, options, file, isLocal);
    const began = performance.now();
    let first: number | undefined;
    const backfill = await importFile({
      db,
      onProgress(done) {
        first ??= done;
        bar.update(done, file.bytes);
      },
    }, { shop_id: shop.id, file }).finally(() => bar.end());
    const seconds = (performance.now() - began) / 1000;
    await tell(db, options, shop, backfill, { seconds, resumed_at: first ?? 0 });
  } finally {
    await door.end();
  }
}

/** Makes the shop of a domain that is not known, and says of which gym. */
async function newShop(
  db: SystemDatabase,
  { domain, gym_id, currency }: ImportOptions,
  file: ReadFile,
  isLocal: boolean,
): Promise<ShopRow> {
  const gym = gym_id === undefined && isLocal ? await oldestGym(db) : undefined;
  const owner = gym_id ?? gym?.id;
  if (!owner) throw new NoShop(`${domain} is not known here: say whose shop it is with --gym.`);
  const money = currency ?? await firstCurrency(file);
  if (!money) throw new NoShop('The file has no order: say the currency with --currency.');
  const shop = await makeShop(db, { domain, gym_id: owner, currency: money });
  console.error(`${domain} is a new shop of ${gym?.name ?? `the gym ${owner}`}, in ${money}.`);
  return shop;
}

async function tell(
  db: SystemDatabase,
  { json }: ImportOptions,
  { id: shop_id, domain, gym_id }: ShopRow,
  backfill: Backfill,
  { seconds, resumed_at }: { seconds: number; resumed_at: number },
): Promise<void> {
  const { lines_done: lines, customers, orders, changed, ignored, rejected } = backfill;
  const rejects = await listFirstRejects(db, backfill.id, SHOWN_REJECTS);
  if (json) {
    const of = { domain, shop_id, gym_id, backfill_id: backfill.id, file: backfill.name };
    const counts = { lines, customers, orders, changed, ignored, rejected };
    const took = { resumed_at, seconds: Math.round(seconds * 1000) / 1000 };
    console.log(JSON.stringify({ ...of, ...counts, ...took, rejects }));
    return;
  }
  if (resumed_at > 0) console.log(`Went on behind byte ${resumed_at}.`);
  console.log(
    `${lines} lines of ${backfill.name} for ${domain}: ${customers} customers, ${orders} orders, ` +
      `${changed} of them new or changed; ${ignored} about something else, ${rejected} not read.`,
  );
  rejects.forEach(({ line_number, reason }) => console.log(`  line ${line_number} ${reason}`));
  if (rejected > rejects.length) console.log(`  and ${rejected - rejects.length} more`);
}

/** What is said in a line; a fault shows where it came from. */
function wordsFor(error: unknown): string | undefined {
  const known = [WrongOptions, NoDatabase, NoShop, ImportEnded].some((kind) =>
    error instanceof kind
  );
  if (known || (error as NodeJS.ErrnoException).syscall) return (error as Error).message;
  return findPostgresError(error)?.message;
}

try {
  await run(readImportOptions(process.argv.slice(2)));
} catch (error) {
  const words = wordsFor(error);
  console.error(words ?? error);
  process.exitCode = 1;
}
