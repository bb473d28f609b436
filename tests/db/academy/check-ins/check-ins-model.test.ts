import process from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';
import { beginning, doStep, type State, type Step } from './support/check-ins-model.ts';
import { brokenRules, openScene, seenOf, turnClocks } from './support/check-ins-play.ts';
import {
  aim,
  alone,
  commandsOf,
  known,
  later,
  type Story,
  together,
} from './support/check-ins-stories.ts';

/** `npm run prove -- check-ins` plays 1,000. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 20);
const AT_ONCE = 4;

/** Every order of some things. */
const ordersOf = <T>(things: readonly T[]): T[][] =>
  things.length < 2
    ? [[...things]]
    : things.flatMap((first, place) =>
      ordersOf(things.filter((_, other) => other !== place)).map((rest) => [first, ...rest])
    );

/** What comes of steps in an order, and which rules that breaks. */
function playInOrder(state: State, steps: readonly Step[], order: readonly number[]) {
  const came: string[] = [];
  const broken: string[] = [];
  for (const place of order) {
    const before = state;
    state = structuredClone(before);
    came[place] = doStep(state, steps[place]!);
    broken.push(...brokenRules(before, state, steps[place]!));
  }
  return { came, broken, state };
}

describe(`one date of a class, in ${ROUNDS} stories,`, () => {
  let database: TestDatabase;
  let sql: postgres.Sql;

  beforeAll(async () => {
    database = await createTestDatabase();
    sql = postgres(database.adminUrl, { max: AT_ONCE, onnotice: () => {} });
    await turnClocks(sql);
  });
  afterAll(async () => {
    await sql.end();
    await database.drop();
  });

  const seen = new Map<string, number>();
  const tell = () => {
    const counts = [...seen].sort().map(([name, count]) => `${name} ${count}`);
    if (ROUNDS >= 100) console.log(counts.join(', '));
    seen.clear();
  };

  async function play(story: Story): Promise<void> {
    let state = beginning(story.rules, story.capacity, story.start);
    const scene = await openScene(sql, state);
    for (const command of commandsOf(story)) {
      if (!Array.isArray(command)) {
        state.now = later(state.now, command);
        continue;
      }
      const { now } = state;
      const steps = command.map((shot) => aim(state, shot));
      const came = await Promise.all(steps.map((step) => scene.doStep(step, now)));
      const found = { came, seen: await scene.look() };
      const possible = ordersOf([...steps.keys()]).map((order) => playInOrder(state, steps, order));
      const wanted = possible.map(({ came, state }) => ({ came, seen: seenOf(state) }));
      const match = wanted.findIndex((one) => isDeepStrictEqual(one, found));
      if (match < 0) expect(found, JSON.stringify({ now, steps })).toEqual(wanted[0]);
      expect(possible[match]!.broken, JSON.stringify({ now, steps })).toEqual([]);
      state = possible[match]!.state;
      for (const [place, { does }] of steps.entries()) {
        const name = `${does}: ${came[place]!.replace(/ \d+$/, '')}`;
        seen.set(name, (seen.get(name) ?? 0) + 1);
      }
    }
  }

  const playAll = (stories: fc.Arbitrary<Story>, examples: Story[]) =>
    fc.assert(fc.asyncProperty(stories, play), {
      numRuns: ROUNDS,
      endOnFailure: ROUNDS < 100,
      examples: examples.map((story) => [story]),
    }).finally(tell);

  it(
    'comes to what the rules say, command by command',
    () => playAll(alone(), known),
    20_000 + 2_000 * ROUNDS,
  );

  it(
    'comes to what some order of them would, when commands come at once',
    () => playAll(together(AT_ONCE), []),
    20_000 + 2_000 * ROUNDS,
  );
});
