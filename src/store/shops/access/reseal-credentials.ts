import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../../db/call.ts';
import type { SystemDatabase } from '../../../db/client.ts';
import { defineJob } from '../../../jobs/define-job.ts';
import type { SealedPlace, Seals } from './seal.ts';

const SHOPS_PER_SLICE = 100;

const Sealed = z.object({
  shop_id: z.guid(),
  sealed_secret: z.string(),
  sealed_previous_secret: z.string().nullable(),
  sealed_token: z.string().nullable(),
});
type Sealed = z.output<typeof Sealed>;

/**
 * The recurring job `reseal_credentials` puts what an older key sealed under the one that seals now;
 * after its run the older one may be taken out of the environment.
 */
export const resealCredentials = defineJob({
  kind: 'reseal_credentials',
  payload: z.object({}),
  everySeconds: 3600,
  async run({ db, seals }: { db: SystemDatabase; seals: Seals }, { signal }) {
    for (let full = true; full && !signal.aborted;) {
      const call = sql`private.credentials_to_reseal(${seals.current}, ${SHOPS_PER_SLICE})`;
      const older = await callFor(db, Sealed, call);
      for (const row of older) await reseal(db, seals, row);
      full = older.length === SHOPS_PER_SLICE;
    }
  },
});

async function reseal(db: SystemDatabase, seals: Seals, row: Sealed): Promise<void> {
  const again = async (sealed: string | null, what: SealedPlace['what']) => {
    const place = { shop_id: row.shop_id, what };
    return sealed && await seals.seal(await seals.open(sealed, place), place);
  };
  const known = [row.sealed_secret, row.sealed_previous_secret, row.sealed_token];
  const sealed = [
    await again(row.sealed_secret, 'secret'),
    await again(row.sealed_previous_secret, 'secret'),
    await again(row.sealed_token, 'token'),
  ];
  await db.execute(sql`
    select private.reseal_shop_credentials(${row.shop_id}, ${texts(known)}, ${texts(sealed)})`);
}

const texts = (values: (string | null)[]): SQL =>
  sql`array[${sql.join(values.map((value) => sql`${value}`), sql`, `)}]::text[]`;
