import { drizzle } from 'drizzle-orm/postgres-js';
import { openDoors } from '../../../testkit/door/doors.ts';
import * as schema from '../../../src/db/schema/index.ts';
import { measured } from '../../line.ts';
import { compare, interleave, throughput } from '../../measure.ts';
import type { Suite } from '../../suite.ts';
import { claims, createMember, ownProfile, ownProfileText } from '../../support/member.ts';
import { openOneFlight } from '../../support/one-flight.ts';
import { openRawPool } from '../../support/raw-client.ts';
import { createRecipe } from '../../support/recipe.ts';

const POOL = 5;
const LOAD = { calls: 500, concurrency: 2 * POOL };

/**
 * One row by its key, as often as a pool of five can. The floor is the same Drizzle query in one
 * flight without scope and row level security; `_vs_raw` sets it against no client library at all.
 */
export const statements: Suite = {
  title: 'throughput',
  lines: ['door.throughput', 'door.throughput_vs_raw', 'recipe.throughput'],

  async run({ resources, progress }) {
    const database = await resources.database();
    const { url, edgeUrl } = database;
    // One connection is always left to other callers: so one caller has as many as the others here.
    const door = openDoors(database, { poolSize: POOL + 1 });
    resources.onClose(door.end);
    const recipe = createRecipe(edgeUrl, POOL, schema, claims);
    resources.onClose(recipe.end);
    const driver = openOneFlight(url, POOL);
    resources.onClose(() => driver.end({ timeout: 1 }));
    const raw = await openRawPool(url, POOL);
    resources.onClose(raw.end);
    const userId = await createMember(door);
    const db = door.asCaller(claims);
    const unscoped = drizzle({ client: driver, schema });

    const samples = await interleave({
      raw: throughput(LOAD, () => raw.query(ownProfileText, [userId])),
      unscoped: throughput(LOAD, async () => await ownProfile(unscoped, userId)),
      door: throughput(LOAD, async () => await ownProfile(db, userId)),
      recipe: throughput(
        { ...LOAD, calls: 100 },
        () => recipe.rls(async (tx) => await ownProfile(tx, userId)),
      ),
    }, { rounds: 15, warmUps: 3, onRound: progress });
    const { raw: bare, unscoped: floor } = samples;
    const unit = 'statements/s';
    return [
      measured('door.throughput', unit, compare(samples.door, floor), { atLeast: 0.8 }),
      measured('door.throughput_vs_raw', unit, compare(samples.door, bare)),
      measured('recipe.throughput', unit, compare(samples.recipe, floor)),
    ];
  },
};
