import { draws, drawsOf } from '../../doubles/shopify/people/random.ts';
import { type Class, SUNDAY, weekdayOf } from './classes.ts';
import { serial } from './ids.ts';
import type { Person } from './people.ts';
import { EVERY, type Plan } from './plan.ts';
import { weekDays } from './times.ts';

export interface CheckIn {
  id: number;
  user_id: number;
  class_id: number;
  date: string;
  created_at: string;
}

interface Regular {
  id: number;
  /** What they go to each week, each once. */
  classes: readonly Class[];
  total: number;
}

/**
 * Check-ins of all who were approved, in order of time: the last so many weeks of each, at the same one
 * to five classes of their gym, so that nobody is anywhere twice on one date. A few train for years,
 * most a little.
 */
export function* checkInRows(
  plan: Plan,
  people: readonly Person[],
  classes: readonly Class[],
): Generator<CheckIn> {
  const regulars = regularsOf(plan, people, classes);
  const weeks = (each: Regular) => Math.ceil(each.total / each.classes.length);
  const first = regulars.reduce((most, each) => Math.max(most, weeks(each)), 0) - 1;
  const draw = draws(plan.seed);
  let index = 0;
  for (let week = first; week >= 0; week--) {
    const days = weekDays(week);
    for (let turn = 0; turn < 5; turn++) {
      for (const { id, classes, total } of regulars) {
        const attended = classes[turn];
        if (!attended || week * classes.length + turn >= total) continue;
        const date = days[weekdayOf(attended)]!;
        yield {
          id: serial(index++, EVERY.checkIns),
          user_id: id,
          class_id: attended.id,
          date,
          created_at: arrival(date, attended.start, draw.below(1_800_000)),
        };
      }
    }
  }
}

/** From a quarter of an hour before the start; three hours behind UTC. */
function arrival(date: string, start: string, milliseconds: number): string {
  const minutes = Number(start.slice(0, 2)) * 60 + Number(start.slice(3)) + 165;
  const at = minutes * 60_000 + milliseconds;
  const digits = (value: number, width: number) => String(value).padStart(width, '0');
  const hour = digits(Math.floor(at / 3_600_000), 2);
  const minute = digits(Math.floor(at / 60_000) % 60, 2);
  const second = digits(Math.floor(at / 1000) % 60, 2);
  return `${date}T${hour}:${minute}:${second}.${digits(at % 1000, 3)}Z`;
}

function regularsOf(
  { seed, checkIns }: Plan,
  people: readonly Person[],
  classes: readonly Class[],
): Regular[] {
  const members = people.filter(({ gym_id, approved_at }) => gym_id && approved_at);
  const open = classes.filter((each) => !each.deleted_at && weekdayOf(each) < SUNDAY);
  const weights = members.map((_, index) => 1 + drawsOf(seed, 3, index).below(4) ** 2);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  let behind = 0;
  return members.map(({ id, gym_id }, index) => {
    const draw = drawsOf(seed, 4, index);
    const theirs = open.filter((each) => each.gym_id === gym_id);
    const from = draw.below(theirs.length);
    const times = 3 + draw.below(3);
    const until = behind + weights[index]!;
    const total = Math.floor(checkIns * until / sum) - Math.floor(checkIns * behind / sum);
    behind = until;
    return {
      id,
      total,
      classes: Array.from({ length: times }, (_, n) => theirs[(from + n * 5) % theirs.length]!),
    };
  });
}
