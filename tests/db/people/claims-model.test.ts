import process from 'node:process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { useDoor } from '../../../testkit/database/door.ts';
import {
  accounts,
  beginning,
  type Command,
  doStep,
  gyms,
  offers,
  records,
  type State,
  type Step,
} from './support/claims-model.ts';
import { openScene, type Seen } from './support/claims-play.ts';

const under = useDoor({ poolSize: 4 });

/** `npm run prove -- claims` plays more. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 12);

const who = fc.constantFrom(...accounts);
const nth = fc.nat({ max: 99 });
const record = fc.constantFrom(...records);
const gym = fc.constantFrom(...gyms, 'north' as const);
const does = <T extends Step['does']>(...names: T[]) => fc.constantFrom(...names);

const accept = fc.record({ does: does('accept'), who, nth });
const invite = fc.record({
  does: does('invite'),
  gym,
  offer: fc.constantFrom(...offers, 'guardian' as const),
  address: fc.constantFrom('a', 'a', 'b'),
});
const others = fc.oneof(
  fc.record({ does: does('revoke', 'expire'), nth }),
  fc.record({ does: does('resign'), who }),
  fc.record({ does: does('leave', 'join'), record, gym }),
);
const both = fc.record({
  does: fc.constant('both' as const),
  steps: fc.tuple(accept, fc.oneof(accept, others)),
});
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: invite },
  { weight: 5, arbitrary: accept },
  { weight: 4, arbitrary: both },
  { weight: 3, arbitrary: others },
  { weight: 1, arbitrary: fc.record({ does: does('use'), who }) },
  { weight: 1, arbitrary: fc.record({ does: does('birthday') }) },
);

/** The command about one of so many invitations, where it is about one and there are any. */
function ofThose(count: number, command: Command): Command {
  const one = <T extends Step>(step: T): T =>
    'nth' in step && count > 0 ? { ...step, nth: step.nth % count } : step;
  return command.does === 'both'
    ? { does: 'both', steps: [one(command.steps[0]), one(command.steps[1])] }
    : one(command);
}

/** What can be seen of a state of the model. */
const seenOf = ({ held, members, guardians, grown, invitations }: State): Seen => ({
  ...{ held, members, guardians: grown ? [] : guardians },
  invitations: invitations.map(({ is }) => is),
});

/** What may come of a command: of two steps at once, what comes of them in either order. */
function outcomesOf(state: State, command: Command): { state: State; came: string[] }[] {
  if (command.does !== 'both') {
    const after = structuredClone(state);
    return [{ state: after, came: [doStep(after, command)] }];
  }
  const [first, second] = command.steps;
  const one = structuredClone(state);
  const other = structuredClone(state);
  const came = [doStep(one, first), doStep(one, second)];
  const otherwise = [doStep(other, second), doStep(other, first)];
  return [{ state: one, came }, { state: other, came: otherwise.reverse() }];
}

it(
  `invitations, claims and guardianships come to what the rules say, in ${ROUNDS} stories`,
  async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(command, { size: 'max', minLength: 12, maxLength: 40 }),
        async (commands) => {
          const scene = await openScene(under);
          let state = beginning();
          for (const raw of commands) {
            const command = ofThose(state.invitations.length, raw);
            const possible = outcomesOf(state, command);
            const steps = command.does === 'both' ? command.steps : [command];
            const came = await Promise.all(steps.map(scene.doStep));
            const now = { came, seen: await scene.look() };
            const wanted = possible.map(({ state, came }) => ({ came, seen: seenOf(state) }));
            const found = wanted.findIndex((one) => JSON.stringify(one) === JSON.stringify(now));
            if (found < 0) expect(now).toEqual(wanted[0]);
            state = possible[Math.max(found, 0)]!.state;
            for (const [place, step] of steps.entries()) {
              const name = `${step.does}: ${came[place]}`;
              seen.set(name, (seen.get(name) ?? 0) + 1);
            }
          }
        },
      ),
      { numRuns: ROUNDS, endOnFailure: ROUNDS < 100 },
    );
    console.log([...seen].sort().map(([name, count]) => `${name} ${count}`).join(', '));
  },
  20_000 + 2_000 * ROUNDS,
);
