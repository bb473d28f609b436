import { openDoors } from '../../../testkit/door/doors.ts';
import * as schema from '../../../src/db/schema/index.ts';
import { startProxy } from '../../../testkit/database/proxy.ts';
import { measured } from '../../line.ts';
import { compare, interleave, latency } from '../../measure.ts';
import type { Suite } from '../../suite.ts';
import { claims, createMember, ownProfile, ownProfileText } from '../../support/member.ts';
import { connectRaw } from '../../support/raw-client.ts';
import { createRecipe } from '../../support/recipe.ts';

/** One row by its key, as a database 10 ms away answers it; the floor is a single bare flight. */
export const latencyAt5ms: Suite = {
  title: 'latency at 5 ms each way',
  lines: ['door.latency_at_5ms', 'recipe.latency_at_5ms'],

  async run({ resources, progress }) {
    const database = await resources.database();
    const proxy = await startProxy({ target: database.edgeUrl, delayMs: 5 });
    resources.onClose(proxy.stop);
    const edgeUrl = proxy.through(database.edgeUrl);
    const door = openDoors({ ...database, edgeUrl }, { poolSize: 1 });
    resources.onClose(door.end);
    const recipe = createRecipe(edgeUrl, 1, schema, claims);
    resources.onClose(recipe.end);
    const bare = await connectRaw(proxy.through(database.url));
    resources.onClose(bare.end);
    const userId = await createMember(door);
    const db = door.asCaller(claims);

    const samples = await interleave({
      bare: latency(10, () => bare.query(ownProfileText, [userId])),
      door: latency(10, async () => await ownProfile(db, userId)),
      recipe: latency(3, () => recipe.rls(async (tx) => await ownProfile(tx, userId))),
    }, { rounds: 11, onRound: progress });
    return [
      measured('door.latency_at_5ms', 'ms', compare(samples.door, samples.bare)),
      measured('recipe.latency_at_5ms', 'ms', compare(samples.recipe, samples.bare)),
    ];
  },
};
