import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../../db/call.ts';
import type { SystemDatabase } from '../../../db/client.ts';
import { defineJob } from '../../../jobs/define-job.ts';
import { type SealedPlace, SealError, type Seals } from './seal.ts';

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
    let last: string | null = null;
    let closed = 0;
    for (let full = true; full && !signal.aborted;) {
      const older: Sealed[] = await callFor(
        db,
        Sealed,
        sql`private.credentials_to_reseal(${seals.current}, ${last}, ${SHOPS_PER_SLICE})`,
      );
      for (const row of older) closed += await reseal(db, seals, row) ? 0 : 1;
      last = older.at(-1)?.shop_id ?? last;
      full = older.length === SHOPS_PER_SLICE;
    }
    // The others are done: nobody waits for a shop whose key is gone.
    if (closed > 0) throw new SealError(`The credentials of ${closed} shops do not open`);
  },
});

/** @returns whether they could be opened */
async function reseal(db: SystemDatabase, seals: Seals, row: Sealed): Promise<boolean> {
  const again = async (sealed: string | null, what: SealedPlace['what']) => {
    const place = { shop_id: row.shop_id, what };
    return sealed && await seals.seal(await seals.open(sealed, place), place);
  };
  const known = [row.sealed_secret, row.sealed_previous_secret, row.sealed_token];
  let sealed: (string | null)[];
  try {
    sealed = [
      await again(row.sealed_secret, 'secret'),
      await again(row.sealed_previous_secret, 'secret'),
      await again(row.sealed_token, 'token'),
    ];
  } catch (error) {
    if (error instanceof SealError) return false;
    throw error;
  }
  await db.execute(sql`
    select private.reseal_shop_credentials(${row.shop_id}, ${texts(known)}, ${texts(sealed)})`);
  return true;
}

const texts = (values: (string | null)[]): SQL =>
  sql`array[${sql.join(values.map((value) => sql`${value}`), sql`, `)}]::text[]`;
