import fc from 'fast-check';
import {
  LENGTH,
  type Member,
  members,
  OPENS,
  type Rules,
  type State,
  type Status,
  type Step,
} from './check-ins-model.ts';

/** A step; if it is aimed, by somebody to whom it means something. */
interface Shot {
  step: Step;
  aimed: boolean;
}
/** Steps at once, each on a connection of its own, or time passes: to the next moment that counts. */
export type Command = Shot[] | { wait: number } | { past: 0 | 1 };

export interface Story {
  rules: Rules;
  capacity: number;
  start: number;
  /** How many book first of all, so that there is a queue. */
  queue: number;
  commands: Command[];
}

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

/** Commands one by one. */
export const alone = (): fc.Arbitrary<Story> =>
  stories(fc.oneof({ weight: 6, arbitrary: shot.map((one) => [one]) }, pause), 40);

/** Two to so many commands at once. */
export const together = (most: number): fc.Arbitrary<Story> => {
  const several = fc.array(shot, { size: 'max', minLength: 2, maxLength: most });
  return stories(fc.oneof({ weight: 4, arbitrary: several }, pause), 20);
};

const stories = (command: fc.Arbitrary<Command>, maxLength: number): fc.Arbitrary<Story> =>
  fc.record({
    rules: fc.record<Rules>({
      waitlist: fc.constantFrom('promote', 'hold'),
      bookableFrom: fc.constantFrom(...Array<number>(7).fill(BOOKABLE_FROM), null),
      cancelUntil: fc.constantFrom(CANCEL_UNTIL, null),
    }),
    capacity: fc.constantFrom(1, 1, 2, 3),
    start: fc.constantFrom(BOOKABLE_FROM - 1, BOOKABLE_FROM, -300, -150, -150, -40),
    queue: fc.nat({ max: members.length }),
    commands: fc.array(command, { size: 'max', minLength: 10, maxLength }),
  });

/** All that is done in a story. */
export const commandsOf = ({ queue, commands }: Story): Command[] => [
  ...members.slice(0, queue).map((who) => [{ step: { does: 'book' as const, who }, aimed: false }]),
  ...commands,
];

/** When a pause is over. */
export function later(now: number, pause: { wait: number } | { past: 0 | 1 }): number {
  if ('wait' in pause) return now + pause.wait;
  return (moments.find((moment) => moment > now) ?? now) + pause.past;
}

const meantFor: Partial<Record<Step['does'], Status[]>> = {
  answer: ['offered'],
  cancel: ['booked'],
  staffCancel: ['booked', 'present'],
};

/** The step of a shot, in a state. */
export function aim({ rows }: State, { step, aimed }: Shot): Step {
  const wanted = meantFor[step.does];
  if (!aimed || !wanted || !('who' in step)) return step;
  const from = members.indexOf(step.who);
  const found = [...members.slice(from), ...members.slice(0, from)]
    .find((who) => rows[who] && wanted.includes(rows[who].status));
  return found ? { ...step, who: found } : step;
}

const tell = (...steps: Step[]): Command => steps.map((step) => ({ step, aimed: false }));
const rules = { waitlist: 'promote', bookableFrom: BOOKABLE_FROM, cancelUntil: null } as const;
const anaBooks = { rules, capacity: 1, start: -300, queue: 1 };
const [ana, bob, cleo]: readonly Member[] = members;

/** What once went wrong, and what chance seldom brings. */
export const known: Story[] = [
  // A class for any number moves everybody up.
  { ...anaBooks, queue: 3, commands: [tell({ does: 'resize', capacity: null })] },
  // Who leaves after a class that they missed has missed it, whether the job came by or not.
  { ...anaBooks, commands: [{ wait: 500 }, tell({ does: 'leave', who: ana! })] },
  // Nobody missed a class that was cancelled, whether the job came by or not.
  { ...anaBooks, commands: [{ wait: 500 }, tell({ does: 'callOff' })] },
  { ...anaBooks, commands: [{ wait: 500 }, tell({ does: 'tend' }), tell({ does: 'callOff' })] },
  // Who was moved up late and did not come leaves the place to who was there, and offline.
  {
    ...{ ...anaBooks, rules: { ...rules, cancelUntil: CANCEL_UNTIL }, start: -40, queue: 3 },
    commands: [
      tell({ does: 'staffCancel', who: ana! }),
      { wait: 131 },
      tell({ does: 'checkIn', who: cleo!, ago: 60 }),
    ],
  },
  // The rows of the erased stay.
  {
    ...{ ...anaBooks, start: -20 },
    commands: [
      tell({ does: 'checkIn', who: ana!, ago: 0 }),
      tell({ does: 'erase', who: ana! }),
      tell({ does: 'staffCancel', who: ana! }),
    ],
  },
  // An offer runs out, is taken, is given up.
  {
    ...{ ...anaBooks, rules: { ...rules, waitlist: 'hold' }, queue: 4 },
    commands: [
      tell({ does: 'cancel', who: ana! }),
      { wait: 30 },
      tell({ does: 'answer', who: bob!, accepts: true }),
      tell({ does: 'answer', who: cleo!, accepts: true }),
      tell({ does: 'cancel', who: cleo! }),
      tell({ does: 'answer', who: 'dan', accepts: false }),
    ],
  },
];
