import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doorPorts } from '../../local/access/door-ports.ts';
import { explainerOf } from '../../local/explain/explain.ts';
import { commands, type Question } from '../../local/explain/explanation.ts';
import type { TestDatabase } from '../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../testkit/database/postgres.ts';
import { openDoors } from '../../testkit/door/doors.ts';
import { explainerFor, type Keys, readKeys, wordOf } from './explained/cells.ts';
import { probeExplainer } from './explained/probes.ts';
import { shareOf } from './proof/share.ts';
import { readCatalog } from './proof/catalog.ts';
import { type Cell, cellsOf, nameOfCell } from './proof/cells.ts';
import { matrixHere } from './proof/matrix-here.ts';
import { run } from './proof/session.ts';
import { type Actor, actors, claimsOf } from './world/actors.ts';
import { populate } from './world/world.ts';

const matrix = await matrixHere();
let database: TestDatabase;
let admin: postgres.Sql;
let keys: Keys;
let cells: Cell[];

beforeAll(async () => {
  database = await createTestDatabase();
  const owner = postgres(database.url, { max: 1, onnotice: () => {} });
  await populate(owner);
  keys = await readKeys(owner);
  const { tables } = await readCatalog(owner);
  cells = matrix.flatMap((subject) => cellsOf(subject, tables.get(subject.name) ?? []));
  await owner.end();
  admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await admin?.end();
  await database?.drop();
});

const questions = (): Question[] =>
  [...keys].flatMap(([name, rows]) => {
    const [schema = '', table = ''] = name.split('.');
    return rows.flatMap((key) =>
      commands.map((command) => ({ table: { schema, name: table }, command, key }))
    );
  });

/** What the bare statement does, in the words that explanations come to. */
async function behaviour(actor: Actor, sql: string): Promise<string> {
  const cell: Cell = {
    ...{ subject: '', probe: '', actor, key: 'id', expected: '' },
    steps: [sql],
  };
  const [outcome = ''] = await run(admin, [cell]);
  return /^(-|\d[\dA-Z]{4}(\/\w+)?)$/.test(outcome) ? outcome : 'reached';
}

describe('an explanation', () => {
  it('comes to what Postgres does, for every actor, table, command and row', async () => {
    const wrong: string[] = [];
    const asked = shareOf(actors.flatMap((actor) => questions().map((q) => ({ actor, q }))), 23);
    const explainers = new Map(actors.map((actor) => [actor, explainerFor(admin, actor)]));
    const words = new Map<string, number>();
    for (const { actor, q } of asked) {
      const explained = await explainers.get(actor)!.explain(q, { open: false });
      const said = wordOf(explained);
      const did = await behaviour(actor, explained.tried.sql);
      words.set(said, (words.get(said) ?? 0) + 1);
      if (explained.agrees && said === did) continue;
      wrong.push(`${actor} ${JSON.stringify(q)}: ${said}, but ${did}: ${explained.verdict.says}`);
    }
    console.log(
      `explained: ${asked.length} cells, ${wrong.length} disagree; ` +
        [...words].map(([word, count]) => `${word} ${count}`).join(', '),
    );
    expect(wrong).toEqual([]);
  }, 900_000);

  it('is the same through the door that the functions use', async () => {
    const door = openDoors(database, { poolSize: 1 });
    const owner = postgres(database.url, { max: 1, onnotice: () => {} });
    const wrong: string[] = [];
    for (const actor of ['anonymous', 'student', 'instructor', 'manager', 'deleted'] as const) {
      const explainer = explainerOf(doorPorts(door, owner, claimsOf(actor)));
      const other = explainerFor(admin, actor);
      for (const question of shareOf(questions(), 127)) {
        const [here, there] = [await explainer.explain(question), await other.explain(question)];
        if (here.agrees && wordOf(here) === wordOf(there)) continue;
        wrong.push(`${actor} ${JSON.stringify(question)}: ${here.verdict.says}`);
      }
    }
    await Promise.all([door.end(), owner.end()]);
    expect(wrong).toEqual([]);
  }, 900_000);

  it('comes to what the probes of the matrix do', async () => {
    const tried = shareOf(cells, 47);
    const outcomes = await run(admin, tried);
    const wrong: string[] = [];
    let explained = 0;
    await admin`begin`;
    const probes = probeExplainer(admin, keys);
    for (const [place, cell] of tried.entries()) {
      // What is tried and undone inside of a transaction stays among its locks until its end.
      if (place % 500 === 499) await admin`rollback`.then(() => admin`begin`);
      const fault = await probes.faultOf(cell, outcomes[place] as string);
      if (fault !== null) explained++;
      if (fault) wrong.push(`${nameOfCell(cell)}: ${fault}`);
    }
    await admin`rollback`;
    console.log(`explained: ${explained} probes of ${tried.length}, ${wrong.length} disagree`);
    expect(wrong).toEqual([]);
  }, 900_000);
});
