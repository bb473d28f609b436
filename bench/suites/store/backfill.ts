import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import postgres from 'postgres';
import { lineFile } from '../../../local/store/line-file.ts';
import { importFile } from '../../../src/store/imports/import-file.ts';
import { makeShop } from '../../../src/store/imports/open-shop.ts';
import { linesOfPeople, writeLines } from '../../../testkit/doubles/shopify/people/lines.ts';
import { openDoors } from '../../../testkit/door/doors.ts';
import { measured } from '../../line.ts';
import { compare, interleave, timed } from '../../measure.ts';
import type { Suite } from '../../suite.ts';

const CUSTOMERS = 30_000;
const ORDERS = 70_000;

/** What the lines come to, in the order in which rows refer to one another. */
const TABLES = ['customers', 'orders', 'customer_stats'];

/**
 * How many lines per second go from a file into customers, orders and their sums. The floor is Postgres
 * alone: COPY of the very rows that come of it into the same tables with their indexes, checks and keys,
 * but without the triggers that reckon sums.
 */
export const backfill: Suite = {
  title: 'backfill',
  lines: ['store.backfill'],

  async run({ resources, progress }) {
    const database = await resources.database();
    const door = openDoors(database, { statementTimeoutMs: 60_000 });
    resources.onClose(door.end);
    const admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
    resources.onClose(() => admin.end());
    const path = join(await resources.directory(), 'lines.jsonl');
    await writeLines(
      path,
      linesOfPeople({ customers: CUSTOMERS, orders: ORDERS, mixed: true, currency: 'EUR' }),
    );
    const file = await lineFile(path);
    const [gym] = await admin<[{ id: string }]>`
      insert into gyms (name, timezone) values ('Kaizen', 'UTC') returning id`;
    const db = door.asSystem('bench');
    const shop = await makeShop(db, {
      domain: 'bench.myshopify.com',
      gym_id: gym.id,
      currency: 'EUR',
    });

    const empty = async () => {
      await admin.unsafe(`truncate ${TABLES.join(', ')}, backfills cascade`);
    };
    const perSecond = async (work: () => Promise<unknown>) =>
      (CUSTOMERS + ORDERS) / (await timed(work) / 1000);
    const importAll = async () => {
      const rate = await perSecond(() => importFile({ db }, { shop_id: shop.id, file }));
      const [rows] = await admin<[{ customers: number; orders: number }]>`
        select (select count(*)::int from customers) as customers,
          (select count(*)::int from orders) as orders`;
      if (rows.customers < CUSTOMERS || rows.orders !== ORDERS) {
        throw new Error('Lines are missing');
      }
      return rate;
    };

    await importAll();
    const dumps = await dumpsOf(admin);
    const copy = () =>
      perSecond(() =>
        admin.begin(async (tx) => {
          await tx`alter table orders disable trigger user`;
          for (const { columns, table, rows } of dumps) {
            const into = await tx.unsafe(`copy ${table} (${columns}) from stdin`).writable();
            await pipeline(Readable.from(piecesOf(rows)), into);
          }
          await tx`alter table orders enable trigger user`;
        })
      );

    const samples = await interleave({
      copy: async () => (await empty(), await copy()),
      backfill: async () => (await empty(), await importAll()),
    }, { rounds: 5, onRound: progress });
    return [
      measured('store.backfill', 'lines/s', compare(samples.backfill, samples.copy), {
        atLeast: 0.5,
      }),
    ];
  },
};

interface Dump {
  table: string;
  columns: string;
  rows: Buffer;
}

async function dumpsOf(admin: postgres.Sql): Promise<Dump[]> {
  const [{ data_directory }] = await admin<[{ data_directory: string }]>`show data_directory`;
  const dumps: Dump[] = [];
  for (const table of TABLES) {
    const columns = (await admin<{ name: string }[]>`
      select attname as name from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
        and attgenerated = ''
      order by attnum`).map(({ name }) => name).join(', ');
    // By the server's own hand: postgres.js 3.4.9 stands still in a long COPY to the client.
    const name = `bench_${table}`;
    await admin.unsafe(`copy ${table} (${columns}) to '${data_directory}/${name}'`);
    const [dump] = await admin<[{ rows: string }]>`select pg_read_file(${name}) as rows`;
    dumps.push({ table, columns, rows: Buffer.from(dump.rows) });
  }
  return dumps;
}

function* piecesOf(rows: Buffer): Generator<Buffer> {
  for (let at = 0; at < rows.length; at += 65_536) yield rows.subarray(at, at + 65_536);
}
