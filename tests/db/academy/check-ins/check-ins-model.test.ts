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
  type Status,
  type Step,
} from './support/check-ins-model.ts';
import { brokenRules, openScene, seenOf, turnClocks } from './support/check-ins-play.ts';

/** `npm run prove -- check-ins` plays 1,000. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 25);
const AT_ONCE = 4;

/** A step; if it is aimed, by somebody to whom it means something. */
interface Shot {
  step: Step;
  aimed: boolean;
}
/** Steps at once, each on a connection of its own, or time passes: to the next moment that counts. */
type Command = Shot[] | { wait: number } | { past: 0 | 1 };

const BOOKABLE_FROM = -48 * 60;
const CANCEL_UNTIL = -120;

const who = fc.constantFrom(...members);
const ago = fc.constantFrom(0, 0, 0, 5, 60, 600);
const does = <T extends Step['does']>(...names: T[]) => fc.constantFrom(...names);
const about = <T extends Step['does']>(...names: T[]) => fc.record({ does: does(...names), who });
const weighted = (weight: number, arbitrary: fc.Arbitrary<Step>) => ({ weight, arbitrary });
const step: fc.Arbitrary<Step> = fc.oneof(
  weighted(8, about('book')),
  weighted(5, fc.record({ does: does('checkIn'), who, ago })),
  weighted(2, fc.record({ does: does('staffCheckIn'), who, ago, reason: fc.boolean() })),
  weighted(5, about('cancel', 'staffCancel')),
  weighted(6, fc.record({ does: does('answer'), who, accepts: fc.boolean() })),
  weighted(2, about('leave', 'rejoin', 'rejoin', 'rejoin', 'erase')),
  weighted(1, fc.record({ does: does('close', 'callOff', 'reopen', 'reopen', 'reopen') })),
  weighted(1, fc.record({ does: does('resize'), capacity: fc.constantFrom(1, 1, 2, 3, null) })),
  weighted(1, fc.record({ does: does('tend') })),
);
const shot = fc.record<Shot>({
  step,
  aimed: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
});
const moments = [BOOKABLE_FROM, CANCEL_UNTIL, OPENS, 0, LENGTH];
const pause: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ wait: fc.constantFrom(1, 10, 29, 30, 60) }),
  fc.record({ past: fc.constantFrom<(0 | 1)[]>(0, 1) }),
);

const stories = (command: fc.Arbitrary<Command>, maxLength: number) =>
  fc.record({
    rules: fc.record<Rules>({
      waitlist: fc.constantFrom('promote', 'hold'),
      bookableFrom: fc.constantFrom(...Array<number>(7).fill(BOOKABLE_FROM), null),
      cancelUntil: fc.constantFrom(CANCEL_UNTIL, null),
    }),
    capacity: fc.constantFrom(1, 1, 2, 3),
    start: fc.constantFrom(BOOKABLE_FROM - 1, BOOKABLE_FROM, -300, -150, -150, -40),
    /** How many book first of all, so that there is a queue. */
    queue: fc.nat({ max: members.length }),
    commands: fc.array(command, { size: 'max', minLength: 10, maxLength }),
  });

const bookings = (count: number): Command[] =>
  members.slice(0, count).map((who) => [{ step: { does: 'book', who }, aimed: false }]);

/** When a pause is over. */
function later(now: number, pause: { wait: number } | { past: 0 | 1 }): number {
  if ('wait' in pause) return now + pause.wait;
  return (moments.find((moment) => moment > now) ?? now) + pause.past;
}

const meantFor: Partial<Record<Step['does'], Status[]>> = {
  answer: ['offered'],
  cancel: ['booked'],
  staffCancel: ['booked', 'present'],
};

function aim({ rows }: State, { step, aimed }: Shot): Step {
  const wanted = meantFor[step.does];
  if (!aimed || !wanted || !('who' in step)) return step;
  const from = members.indexOf(step.who);
  const found = [...members.slice(from), ...members.slice(0, from)]
    .find((who) => rows[who] && wanted.includes(rows[who].status));
  return found ? { ...step, who: found } : step;
}

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

  const play = (command: fc.Arbitrary<Command>, maxLength: number) =>
    fc.assert(
      fc.asyncProperty(
        stories(command, maxLength),
        async ({ rules, capacity, start, queue, commands }) => {
          let state = beginning(rules, capacity, start);
          const scene = await openScene(sql, state);
          for (const command of [...bookings(queue), ...commands]) {
            if (!Array.isArray(command)) {
              state.now = later(state.now, command);
              continue;
            }
            const { now } = state;
            const steps = command.map((shot) => aim(state, shot));
            const came = await Promise.all(steps.map((step) => scene.doStep(step, now)));
            const found = { came, seen: await scene.look() };
            const possible = ordersOf([...steps.keys()]).map((order) =>
              playInOrder(state, steps, order)
            );
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
        },
      ),
      { numRuns: ROUNDS, endOnFailure: ROUNDS < 100 },
    ).finally(tell);

  it(
    'comes to what the rules say, command by command',
    () => play(fc.oneof({ weight: 6, arbitrary: shot.map((one) => [one]) }, pause), 40),
    20_000 + 2_000 * ROUNDS,
  );

  it(
    'comes to what some order of them would, when commands come at once',
    () => {
      const atOnce = fc.array(shot, { size: 'max', minLength: 2, maxLength: AT_ONCE });
      return play(fc.oneof({ weight: 4, arbitrary: atOnce }, pause), 20);
    },
    20_000 + 2_000 * ROUNDS,
  );
});
