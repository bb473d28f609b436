import { z } from 'zod';
import type { OwnGym, OwnPerson } from './academy.ts';
import { daysAfter, type Fact, inWords, plain, todayIn } from './fact.ts';
import { dates, daysOf } from './period.ts';
import { checkInsByDate, keyOf } from './schedule.ts';
import { type Look, MAX_FACTS, peopleCalled, type Tool, whom } from './tool.ts';
import { wordsOf } from './words.ts';

const MAX_DAYS = 31;
/** Before the period, for so long: whoever was at a class twice is expected at it. */
const USUAL_DAYS = 28;
const EXPECTED_AFTER = 2;

const input = z.object({ ...dates(MAX_DAYS), person: whom });

/**
 * Looks up where somebody was and was not: check-ins and bookings they did not come to, and classes that
 * took place without them though they had been at them twice in the four weeks before.
 */
export const attendance: Tool<z.output<typeof input>> = {
  name: 'attendance',
  description: 'At which past classes the asker or their children were present or absent.',
  input,
  async look(ctx, { person, ...asked }) {
    const facts: Fact[] = [];
    for (const one of await peopleCalled(ctx, person)) {
      for (const gym of one.gyms) {
        const [first, last] = daysOf(asked, todayIn(gym.timezone, ctx.now), -6);
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
  const checkIns = (await academy.checkIns(person, daysAfter(from, -USUAL_DAYS)))
    .filter(({ gym_id }) => gym_id === gym.gym_id);
  const there = checkInsByDate(checkIns);
  const before = new Map<string, number>();
  for (const { class_id, class_date, status } of checkIns) {
    if (status === 'present' && class_date < from) {
      before.set(class_id, (before.get(class_id) ?? 0) + 1);
    }
  }
  const occurrences = await academy.occurrences(gym, from, to);
  return occurrences
    .filter(({ starts_at, status }) => starts_at <= now && status !== 'cancelled')
    .flatMap((one): Fact[] => {
      const found = there.get(keyOf(one));
      const told = found?.status === 'present' || found?.status === 'no_show';
      if (!told && (before.get(one.class_id) ?? 0) < EXPECTED_AFTER) return [];
      const status = told ? words[found.status as 'present' | 'no_show'] : words.absent;
      return [{
        ...told
          ? { table: 'check_ins' as const, row_id: found.id }
          : { table: 'classes' as const, row_id: one.class_id },
        title: plain(`${one.modality}, ${gym.name}`),
        content: plain(
          `${person.first_name ?? words.me}: ${status} · ${inWords(one.class_date, language)} · ` +
            `${one.modality} · ${gym.name}`,
        ),
      }];
    });
}
