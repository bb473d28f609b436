import process from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';
import {
  beginning,
  doStep,
  LENGTH,
  members,
  OPENS,
  type Rules,
  type State,
  type Step,
} from './support/check-ins-model.ts';
import { brokenRules, openScene, seenOf, turnClocks } from './support/check-ins-play.ts';

/** `npm run prove -- check-ins` plays 1,000. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 25);
const AT_ONCE = 4;

/** Steps at once, each on a connection of its own, or time passes. */
type Command = Step[] | { wait: number } | { until: number };

const BOOKABLE_FROM = -48 * 60;
const CANCEL_UNTIL = -120;

const who = fc.constantFrom(...members);
const ago = fc.constantFrom(0, 0, 0, 5, 60, 600);
const does = <T extends Step['does']>(...names: T[]) => fc.constantFrom(...names);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ does: does('book'), who }) },
  { weight: 5, arbitrary: fc.record({ does: does('checkIn'), who, ago }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: does('staffCheckIn'), who, ago, reason: fc.boolean() }),
  },
  { weight: 4, arbitrary: fc.record({ does: does('cancel', 'staffCancel'), who }) },
  { weight: 3, arbitrary: fc.record({ does: does('answer'), who, accepts: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ does: does('leave', 'rejoin', 'rejoin', 'erase'), who }) },
  { weight: 1, arbitrary: fc.record({ does: does('close', 'callOff', 'reopen', 'reopen') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: does('resize'),
      capacity: fc.constantFrom(1, 2, 3, null),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: does('tend') }) },
);
const moments = [BOOKABLE_FROM, CANCEL_UNTIL, OPENS, 0, LENGTH];
const pause: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ wait: fc.constantFrom(1, 10, 29, 30, 60) }),
  fc.record({ until: fc.constantFrom(...moments, ...moments.map((moment) => moment + 1)) }),
);

const stories = (command: fc.Arbitrary<Command>) =>
  fc.record({
    rules: fc.record<Rules>({
      waitlist: fc.constantFrom('promote', 'hold'),
      bookableFrom: fc.constantFrom(BOOKABLE_FROM, BOOKABLE_FROM, BOOKABLE_FROM, null),
      cancelUntil: fc.constantFrom(CANCEL_UNTIL, null),
    }),
    capacity: fc.integer({ min: 1, max: 3 }),
    start: fc.constantFrom(BOOKABLE_FROM - 1, BOOKABLE_FROM, -300, -150, -40, 0),
    commands: fc.array(command, { size: 'max', minLength: 10, maxLength: 40 }),
  });

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

  const play = (command: fc.Arbitrary<Command>) =>
    fc.assert(
      fc.asyncProperty(stories(command), async ({ rules, capacity, start, commands }) => {
        let state = beginning(rules, capacity, start);
        const scene = await openScene(sql, state);
        for (const command of commands) {
          if (!Array.isArray(command)) {
            state.now = 'wait' in command
              ? state.now + command.wait
              : Math.max(state.now, command.until);
            continue;
          }
          const { now } = state;
          const came = await Promise.all(command.map((step) => scene.doStep(step, now)));
          const found = { came, seen: await scene.look() };
          const possible = ordersOf([...command.keys()]).map((order) =>
            playInOrder(state, command, order)
          );
          const wanted = possible.map(({ came, state }) => ({ came, seen: seenOf(state) }));
          const match = wanted.findIndex((one) => isDeepStrictEqual(one, found));
          if (match < 0) expect(found, JSON.stringify({ now, command })).toEqual(wanted[0]);
          expect(possible[match]!.broken, JSON.stringify({ now, command })).toEqual([]);
          state = possible[match]!.state;
          for (const [place, { does }] of command.entries()) {
            const name = `${does}: ${came[place]!.replace(/ \d+$/, '')}`;
            seen.set(name, (seen.get(name) ?? 0) + 1);
          }
        }
      }),
      { numRuns: ROUNDS, endOnFailure: ROUNDS < 100 },
    ).finally(tell);

  it(
    'comes to what the rules say, command by command',
    () => play(fc.oneof({ weight: 5, arbitrary: step.map((one) => [one]) }, pause)),
    20_000 + 2_000 * ROUNDS,
  );

  it(
    'comes to what some order of them would, when commands come at once',
    () => {
      const atOnce = fc.array(step, { size: 'max', minLength: 2, maxLength: AT_ONCE });
      return play(fc.oneof({ weight: 4, arbitrary: atOnce }, pause));
    },
    20_000 + 2_000 * ROUNDS,
  );
});
