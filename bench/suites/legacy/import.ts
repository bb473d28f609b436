import process from 'node:process';
import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import postgres from 'postgres';
import { importAll } from '../../../src/legacy/import-all.ts';
import { makeLegacyDatabase } from '../../../testkit/legacy/database.ts';
import type { TestDatabase } from '../../../testkit/database/cluster.ts';
import { measured } from '../../line.ts';
import { compare, interleave, timed } from '../../measure.ts';
import type { Suite } from '../../suite.ts';

/** `BENCH_LEGACY_CHECK_INS=20000 npm run bench -- import` for a quick look. */
const CHECK_INS = Number(process.env.BENCH_LEGACY_CHECK_INS ?? 100_000);
const ROUNDS = { rounds: 3, warmUps: 0 };

/**
 * How many rows per second come over from the earlier app's database: read, judged, written with their
 * triggers, and noted in the ledger. The floor is COPY of the very check-ins that come of it into the same
 * table, with its indexes, checks, keys and triggers.
 */
export const legacyImport: Suite = {
  title: `import of ${CHECK_INS} check-ins`,
  lines: ['import.rows_per_s'],

  async run({ resources, progress }) {
    const [first, floor] = [await resources.database(), await resources.database()];
    const open = (url: string) => {
      const sql = postgres(url, { max: 1, max_lifetime: null, onnotice: () => {} });
      resources.onClose(() => sql.end());
      return sql;
    };
    const address = new URL(first.url);
    address.pathname = '/legacy';
    const { rows } = await makeLegacyDatabase(address.href, {
      seed: 13,
      users: Math.max(200, CHECK_INS / 200),
      checkIns: CHECK_INS,
    });
    const all = Object.values(rows).reduce((sum, count) => sum + count, 0);
    const from = open(address.href);
    const moveIn = async ({ url }: TestDatabase) => {
      const to = postgres(url, { max: 1, max_lifetime: null, onnotice: () => {} });
      const ms = await timed(() =>
        importAll({ from, to, label: 'bench' }, () => Promise.resolve())
      );
      await to.end();
      return all / (ms / 1000);
    };

    await moveIn(floor);
    const admin = open(floor.adminUrl);
    const dump = await dumpOf(admin);
    const samples = await interleave({
      copy: async () => {
        await admin`truncate check_ins, private.class_dates cascade`;
        const ms = await timed(async () => {
          const into = await admin.unsafe(`copy check_ins (${dump.columns}) from stdin`).writable();
          await pipeline(Readable.from(piecesOf(dump.rows)), into);
        });
        return dump.count / (ms / 1000);
      },
      import: async () => {
        const database = await resources.database();
        const rate = await moveIn(database);
        await database.drop();
        return rate;
      },
    }, { ...ROUNDS, onRound: progress });
    return [
      measured('import.rows_per_s', 'rows/s', compare(samples.import, samples.copy), {
        atLeast: 0.5,
      }),
    ];
  },
};

/** Of those who have not left, whom triggers let in; by the server's own hand. */
async function dumpOf(
  admin: postgres.Sql,
): Promise<{ columns: string; rows: Buffer; count: number }> {
  const [{ data_directory }] = await admin<[{ data_directory: string }]>`show data_directory`;
  const columns = (await admin<{ name: string }[]>`
    select attname as name from pg_attribute where attrelid = 'check_ins'::regclass and attnum > 0
      and not attisdropped and attgenerated = '' order by attnum`).map(({ name }) => name).join(
    ', ',
  );
  const { count } = await admin.unsafe(`copy (select ${columns} from check_ins c
    where exists (select from users u where u.id = c.user_id and u.deleted_at is null)
    order by c.legacy_id) to '${data_directory}/bench_check_ins'`);
  const [dump] = await admin<[{ rows: string }]>`select pg_read_file('bench_check_ins') as rows`;
  return { columns, rows: Buffer.from(dump.rows), count };
}

function* piecesOf(rows: Buffer): Generator<Buffer> {
  for (let at = 0; at < rows.length; at += 65_536) yield rows.subarray(at, at + 65_536);
}
