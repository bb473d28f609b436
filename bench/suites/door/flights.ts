import { eq } from 'drizzle-orm';
import { openDoors } from '../../../testkit/door/doors.ts';
import type { Database } from '../../../src/db/client.ts';
import { createNotes, notes, schema } from '../../../testkit/door/notes.ts';
import { startProxy, type WireCounts } from '../../../testkit/database/proxy.ts';
import { count, type Line } from '../../line.ts';
import type { Suite } from '../../suite.ts';
import { createRecipe } from '../../support/recipe.ts';

type Run = (db: Database<typeof schema>) => PromiseLike<unknown>;

const claims = { sub: 'ana' };

const select: Run = (db) => db.select().from(notes).where(eq(notes.owner, 'ana'));
const insertReturning: Run = (db) =>
  db.insert(notes).values({ owner: 'ana', body: 'a note' }).returning();
const queryWithRelations: Run = (db) =>
  db.query.notes.findMany({ where: eq(notes.owner, 'ana'), with: { comments: true } });
const insertAndSelect: Run = async (db) => {
  await insertReturning(db);
  await select(db);
};

/** Its name, what is counted of which statements, and the fewest there can be. */
const cases: [
  name: string,
  by: 'door' | 'recipe',
  counted: keyof WireCounts,
  Run,
  ideal: number,
][] = [
  ['door.flights.select', 'door', 'flights', select, 1],
  ['door.flights.insert_returning', 'door', 'flights', insertReturning, 1],
  ['door.flights.query_with_relations', 'door', 'flights', queryWithRelations, 1],
  ['door.flights.transaction_of_2', 'door', 'flights', inTransaction(insertAndSelect), 3],
  ['door.ready_for_query.select', 'door', 'readyForQuery', select, 1],
  ['recipe.flights.select', 'recipe', 'flights', select, 1],
  // The recipe is a transaction already.
  ['recipe.flights.transaction_of_2', 'recipe', 'flights', insertAndSelect, 3],
  ['recipe.ready_for_query.select', 'recipe', 'readyForQuery', select, 1],
];

function inTransaction(run: Run): Run {
  return (db) => db.transaction(async (tx) => await run(tx));
}

/** What statements cost on the wire, counted by a proxy between the client and Postgres. */
export const flights: Suite = {
  title: 'flights',
  lines: cases.map(([name]) => name),

  async run({ resources, progress }) {
    const database = await resources.database();
    await createNotes(database.url);
    const proxy = await startProxy({ target: database.edgeUrl });
    resources.onClose(proxy.stop);
    const url = proxy.through(database.edgeUrl);
    const door = openDoors({ ...database, edgeUrl: url }, { poolSize: 1, schema });
    resources.onClose(door.end);
    const recipe = createRecipe(url, 1, schema, claims);
    resources.onClose(recipe.end);
    const work = {
      door: async (run: Run) => await run(door.asCaller(claims)),
      recipe: (run: Run) => recipe.rls(async (tx) => await run(tx)),
    };

    const lines: Line[] = [];
    for (const [name, by, counted, run, ideal] of cases) {
      // The first time connects.
      await work[by](run);
      const counts = await proxy.measure(() => work[by](run));
      const unit = counted === 'flights' ? 'flights' : 'messages';
      lines.push(count(name, counts[counted], ideal, unit, { promised: by === 'door' }));
      progress(lines.length, cases.length);
    }
    return lines;
  },
};
