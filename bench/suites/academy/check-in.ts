import { checkIn } from '../../../src/academy/check-ins/check-in.ts';
import { measured } from '../../line.ts';
import { compare, interleave, latency, timed, type Variant } from '../../measure.ts';
import type { Suite } from '../../suite.ts';
import { type ClassNow, gymAtRush, type Visitor } from '../../support/gym-at-rush.ts';

/** Who come one after the other, in a round. */
const CALLS = 40;
const RUSH = 200;
const CAPACITY = 20;

/**
 * A check-in, one flight in which the database decides, against a bare insert of the same row: one
 * after the other into a class that is open, and two hundred at once into one of twenty.
 */
export const checkIns: Suite = {
  title: 'check-in',
  lines: ['check_in.latency', 'check_in.rush'],

  async run({ resources, progress }) {
    const gym = await gymAtRush(resources, RUSH);
    const arrive = ({ class_id, class_date }: ClassNow, visitor: Visitor) =>
      checkIn(visitor, { class_id, body: { class_date, made_at: null, reason: null } });
    const oneByOne =
      (capacity: number, come: (day: ClassNow, visitor: Visitor) => Promise<unknown>): Variant =>
      async () => {
        const day = await gym.begin(capacity);
        let next = 0;
        return await latency(CALLS, () => come(day, gym.visitors[next++]!))();
      };
    const atOnce = (come: (day: ClassNow, visitor: Visitor) => Promise<unknown>) => async () => {
      const day = await gym.begin(CAPACITY);
      const ms = await timed(() => Promise.all(gym.visitors.map((visitor) => come(day, visitor))));
      return { day, perSecond: RUSH / (ms / 1000) };
    };
    const rush = async () => {
      const { day, perSecond } = await atOnce(arrive)();
      const { present, waiting } = await gym.statuses(day);
      if (present !== CAPACITY || waiting !== RUSH - CAPACITY) {
        throw new Error(`${present} got in and ${waiting} wait`);
      }
      return perSecond;
    };

    const single = await interleave({
      insert: oneByOne(CALLS, gym.bareInsert),
      checkIn: oneByOne(CALLS, arrive),
    }, { rounds: 11, warmUps: 2, onRound: progress });
    const race = await interleave({
      insert: async () => (await atOnce(gym.bareInsert)()).perSecond,
      checkIn: rush,
    }, { rounds: 7, onRound: progress });
    return [
      measured('check_in.latency', 'ms', compare(single.checkIn, single.insert), { atMost: 2 }),
      measured('check_in.rush', 'check-ins/s', compare(race.checkIn, race.insert), {
        atLeast: 0.3,
      }),
    ];
  },
};
