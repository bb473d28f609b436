import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useDoor } from '../../../testkit/database/door.ts';
import { knownOf, type News, sumsOf } from './support/news-model.ts';
import { deliver, look, sums } from './support/news-play.ts';
import { stories, type Story } from './support/news-stories.ts';
import { scenes } from './support/shops.ts';

/** `npm run prove -- store` plays 2,000. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 25);

const under = useDoor({ poolSize: 4 });
const at = scenes(() => under.admin);

/** What arrives on each connection, each piece twice, batch by batch. */
function lanesOf({ news, arrivals, batch }: Story): News[][][] {
  const twice = [...news, ...news]
    .map((one, nth) => ({ one, ...arrivals[nth]! }))
    .sort((a, b) => a.place - b.place);
  return [0, 1, 2, 3].map((lane) => {
    const mine = twice.filter((arrival) => arrival.lane === lane).map(({ one }) => one);
    const starts = Array.from({ length: Math.ceil(mine.length / batch) }, (_, nth) => nth * batch);
    return starts.map((start) => mine.slice(start, start + batch));
  });
}

describe(`news of a shop, in ${ROUNDS} stories,`, () => {
  it(
    'comes to the same in any order, twice, in batches and at once; sums equal a recount',
    async () => {
      await fc.assert(
        fc.asyncProperty(stories, async (story) => {
          const shop = await at.shop({ currency: 'EUR' });
          // One with the same ids, which heard half of it.
          const other = await at.shop({ currency: 'EUR' });
          const half = story.news.filter((_, nth) => nth % 2 === 0);
          await Promise.all(
            lanesOf(story).map(async (batches) => {
              for (const batch of batches) {
                await deliver(under.door.asSystem('story'), shop, batch);
                const heard = batch.filter((one) => half.includes(one));
                await deliver(under.door.asSystem('story'), other, heard);
              }
            }),
          );
          const wanted = knownOf(story.news, 'EUR');
          expect(await look(under.admin, shop)).toEqual(wanted);
          expect(await look(under.admin, other)).toEqual(knownOf(half, 'EUR'));
          const kept = await sums(under.admin, shop);
          await under.admin`select private.recount_customers(${shop})`;
          expect(await sums(under.admin, shop)).toEqual(kept);
          await under.admin`update shops set currency = 'USD' where id = ${shop}`;
          expect((await look(under.admin, shop)).sums).toEqual(sumsOf(wanted.orders, 'USD'));
        }),
        { numRuns: ROUNDS, endOnFailure: ROUNDS < 100 },
      );
    },
    30_000 + 500 * ROUNDS,
  );
});
