import { z } from 'zod';
import type { OwnCheckIn, OwnGym, OwnOccurrence, OwnPerson } from './academy.ts';
import { atTheGym, daysAfter, type Fact, plain, todayIn } from './fact.ts';
import { dates, daysOf } from './period.ts';
import { type Look, MAX_FACTS, peopleCalled, type Tool, whom } from './tool.ts';
import { wordsOf } from './words.ts';

const MAX_DAYS = 14;
/** Of how long ago presences make a class a usual one. */
const USUAL_DAYS = 28;

const input = z.object({ ...dates(MAX_DAYS), person: whom });

/**
 * Looks up the classes ahead in the gyms of somebody, at the hours that the gym's clock shows. Who has
 * classes that they booked or usually come to is told those, anybody else all.
 */
export const schedule: Tool<z.output<typeof input>> = {
  name: 'schedule',
  description: 'When the asker or their children train: classes with date, hour, gym and booking.',
  input,
  async look(ctx, { person, ...asked }) {
    const facts: Fact[] = [];
    for (const one of await peopleCalled(ctx, person)) {
      for (const gym of one.gyms) {
        const [first, last] = daysOf(asked, todayIn(gym.timezone, ctx.now), 0);
        facts.push(...await inGym(ctx, one, gym, first, last));
      }
    }
    return facts.slice(0, MAX_FACTS);
  },
};

async function inGym(
  { academy, language, now }: Look,
  person: OwnPerson,
  gym: OwnGym,
  from: string,
  to: string,
): Promise<Fact[]> {
  const words = wordsOf(language);
  const occurrences = await academy.occurrences(gym, from, to);
  const checkIns = (await academy.checkIns(person, daysAfter(from, -USUAL_DAYS)))
    .filter(({ gym_id }) => gym_id === gym.gym_id);
  const there = checkInsByDate(checkIns);
  const usual = new Set(
    checkIns.filter(({ status }) => status === 'present').map(({ class_id }) => class_id),
  );
  const known = occurrences.filter((one) => there.has(keyOf(one)) || usual.has(one.class_id));
  const status = (one: OwnOccurrence) => {
    const booking = there.get(keyOf(one));
    return [
      one.status === 'scheduled' ? null : one.status === 'moved' ? words.moved : words.cancelled,
      booking && booking.status !== 'cancelled'
        ? words[booking.status as 'booked' | 'waiting' | 'offered' | 'present' | 'no_show']
        : usual.has(one.class_id)
        ? words.usual
        : null,
    ].filter((word) => word !== null);
  };
  return (known.length > 0 ? known : occurrences)
    .filter((one) => from < todayIn(gym.timezone, now) || one.starts_at > now)
    .map((one): Fact => ({
      table: 'classes',
      row_id: one.class_id,
      title: plain(`${one.modality}, ${gym.name}`),
      content: plain([
        `${person.first_name ?? words.me}: ${atTheGym(one.starts_at, gym.timezone, language)}`,
        one.modality,
        gym.name,
        ...status(one),
      ].join(' · ')),
    }));
}

export const keyOf = ({ class_id, class_date }: { class_id: string; class_date: string }) =>
  `${class_id} ${class_date}`;

export const checkInsByDate = (checkIns: readonly OwnCheckIn[]): Map<string, OwnCheckIn> =>
  new Map(checkIns.map((one) => [keyOf(one), one]));
