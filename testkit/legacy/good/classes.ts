import { drawsOf } from '../../doubles/shopify/people/random.ts';
import type { Row } from '../tables.ts';
import { GYMS } from './gyms.ts';
import { serial } from './ids.ts';
import { INSTRUCTORS } from './people.ts';
import { EVERY, type Plan } from './plan.ts';
import { instantText } from './times.ts';

const WEEKDAYS = [
  ...['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const,
];
export const SUNDAY = 6;

/** The day of a class, whatever case it was typed in: 0 for Monday. */
export const weekdayOf = ({ day }: Class) =>
  WEEKDAYS.findIndex((name) => name === day.toUpperCase());

/** One slot for each instructor of a gym, so that nobody teaches twice at once. */
const SLOTS = [['07:00', '08:30'], ['12:00', '13:00'], ['18:30', '20:00']] as const;
const MODALITIES = ['Jiu-Jitsu', 'Judô', 'No-Gi', 'Crianças 4–7'];
const DAYS = 6;

export type Class = Row<'class'> & {
  id: number;
  gym_id: number;
  day: string;
  start: string;
};

/**
 * The schedules: each instructor teaches from Monday to Saturday at an hour of their own, the manager's
 * class of Sunday night ends on Monday, and one class of each gym is no more.
 */
export function classRows(plan: Plan): Class[] {
  const rows: Omit<Class, 'id'>[] = [];
  for (let gym = 1; gym <= GYMS; gym++) {
    for (let slot = 0; slot < INSTRUCTORS; slot++) {
      const teacher = serial(gym - 1 + GYMS * (1 + slot), EVERY.few);
      for (let day = 0; day < DAYS; day++) {
        rows.push(classRow(plan, rows.length, gym, WEEKDAYS[day]!, SLOTS[slot]!, teacher));
      }
    }
    rows.push(classRow(plan, rows.length, gym, 'SUNDAY', ['23:00', '00:30'], gym));
    const ended = classRow(plan, rows.length, gym, 'SUNDAY', ['09:00', '10:00'], null);
    rows.push({ ...ended, deleted_at: '2024-06-30T12:00:00.000Z' });
  }
  return rows.map((row, index) => ({ ...row, id: serial(index, EVERY.few) }) as Class);
}

function classRow(
  { seed }: Plan,
  index: number,
  gym: number,
  day: (typeof WEEKDAYS)[number],
  [start, end]: readonly [string, string],
  instructor: number | null,
): Omit<Class, 'id'> {
  const draw = drawsOf(seed, 2, index);
  return {
    gym_id: gym,
    instructor_id: instructor,
    created_by: draw.percent(80) ? gym : null,
    day: draw.percent(10) ? day.toLowerCase() : day,
    start,
    end,
    modality: draw.of(MODALITIES),
    description: draw.percent(50) ? `Turma ${index}\nTraga \\kimono\\ e água\t🥋` : null,
    created_at: instantText(draw, Date.UTC(2019, 0, 20)),
    deleted_at: null,
  };
}
