import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runJobs } from '../../../../src/jobs/engine/run-jobs.ts';
import { registerJob } from '../../../../src/jobs/register-job.ts';
import { resealCredentials } from '../../../../src/store/shops/access/reseal-credentials.ts';
import { type NamedKey, sealsOf } from '../../../../src/store/shops/access/seal.ts';
import { replaceCredentials } from '../../../../src/store/shops/replace-credentials.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { type ShopifyDouble, startShopify } from '../../../../testkit/doubles/shopify/server.ts';
import { gymsWithShops, newKey } from './support/gyms-with-shops.ts';

const under = useDoor({ poolSize: 5 });
let double: ShopifyDouble;
const at = gymsWithShops(under, () => double);
const later = newKey('later');

/** The recurring job comes by, with these keys in the environment. */
async function reseal(...keys: NamedKey[]) {
  await under.admin`delete from private.jobs`;
  const ctx = at.system(keys);
  await runJobs({ db: ctx.db, jobs: [registerJob(resealCredentials, ctx)] }, { budgetMs: 5_000 });
  const [job] = await under.admin`select attempts from private.jobs`;
  return job!.attempts === 0 ? 'done' : 'failed';
}

async function opened(shop_id: string, ...keys: NamedKey[]) {
  const { sealed_secret, sealed_previous_secret, sealed_token } = (await at.credentials(shop_id))!;
  const open = (sealed: string, what: 'secret' | 'token') =>
    sealsOf(keys).open(sealed, { shop_id, what });
  return await Promise.all([
    open(sealed_secret, 'secret'),
    open(sealed_previous_secret, 'secret'),
    open(sealed_token, 'token'),
  ]);
}

beforeAll(async () => {
  double = await startShopify();
});
afterAll(() => double.stop());

describe('another key', () => {
  let shop_id = '';
  let secrets: string[];
  let shops = 0;

  beforeEach(async () => {
    await under.admin`delete from private.shop_credentials`;
    const gym = await at.gym();
    const shop = double.open(`sealed-${++shops}.myshopify.com`);
    const before = shop.clientSecret;
    shop_id = (await at.connect(gym, shop)).id;
    shop.clientSecret = 'shpss_next';
    await replaceCredentials(gym.ctx, { shop_id, body: at.clientCredentials(shop) });
    secrets = ['shpss_next', before, shop.tokens.at(-1)!.value];
  });

  it('in front seals all anew, and the old one may go', async () => {
    expect(await opened(shop_id, at.key)).toEqual(secrets);
    expect(await reseal(later, at.key)).toBe('done');
    expect(await opened(shop_id, later)).toEqual(secrets);
    await expect(opened(shop_id, at.key)).rejects.toThrow('a key that is not here');
    const sealed = await at.credentials(shop_id);
    expect(await reseal(later)).toBe('done');
    expect(await at.credentials(shop_id)).toEqual(sealed);
  });

  it('keeps nobody waiting for a shop that does not open', async () => {
    const lost = double.open(`lost-${shops}.myshopify.com`);
    // Before the others, in the order in which they are sealed anew.
    const { id } = await at.connect(await at.gym(), lost);
    await under
      .admin`update private.shop_credentials set sealed_token = 'gone.AAAA' where shop_id = ${id}`;
    expect(await reseal(later, at.key)).toBe('failed');
    expect(await opened(shop_id, later)).toEqual(secrets);
  });

  it('overwrites nothing that was given meanwhile', async () => {
    const row = (await at.credentials(shop_id))!;
    const known = [row.sealed_secret, row.sealed_previous_secret, row.sealed_token];
    await under.admin`
      update private.shop_credentials set sealed_token = 'x.y' where shop_id = ${shop_id}`;
    const [answer] = await under.admin`
      select private.reseal_shop_credentials(${shop_id}, ${known}, ${known}) as done`;
    expect(answer).toEqual({ done: false });
  });
});
