import { idOf } from './chance.ts';
import type { Days } from './days.ts';
import { type DemoGym, type GymKey, gymKeys, GYMS, type Slot } from './gyms.ts';
import type { Rows } from './rows.ts';

/** Since when the classes of the demo take place, in days from today. */
const SINCE = -70;

/** Who teaches in a gym, in the order in which its slots name them. */
export type Staff = Record<GymKey, string[]>;

type Schedule = Pick<Rows, 'classes' | 'class_changes'>;

export const classId = (gym: GymKey, { modality, starts_at }: Slot, weekday: number): string =>
  idOf('class', gym, modality, starts_at, weekday);

/** The weekly classes of the academy, and what differs on some dates, gone and to come. */
export function makeSchedule(days: Days, gymIds: Record<GymKey, string>, staff: Staff): Schedule {
  const schedule: Schedule = { classes: [], class_changes: [] };
  for (const key of gymKeys) {
    const gym = { gym_id: gymIds[key], created_by: staff[key].at(-1)! };
    for (const slot of GYMS[key].week) {
      const { weekdays, groups: _, instructor, ...written } = slot;
      schedule.classes.push(...weekdays.map((weekday) => ({
        ...gym,
        ...{ bookable_from_hours: null, cancel_until_minutes: null, ...written },
        ...{ id: classId(key, slot, weekday), weekday, starts_on: days.date(SINCE) },
        ...{ instructor_id: staff[key][instructor]!, created_at: days.instant(SINCE - 7) },
      })));
    }
    schedule.class_changes.push(
      ...changesOf(key, GYMS[key], days, staff[key]).map((change, index) => ({
        ...{ id: idOf('change', key, index), class_id: null, class_date: null },
        ...{ starts_on: null, ends_on: null, instructor_id: null, starts_at: null },
        ...{ ...gym, ...change, created_at: days.instant(-20 + index) },
      })),
    );
  }
  return schedule;
}

type Change =
  & Pick<Rows['class_changes'][number], 'kind' | 'reason'>
  & Partial<
    Rows['class_changes'][number]
  >;

function changesOf(key: GymKey, { week }: DemoGym, days: Days, staff: string[]): Change[] {
  const [morning, second] = week as [Slot, Slot];
  const evening = week.find(({ starts_at }) => starts_at >= '19:00')!;
  const dateOf = (slot: Slot, from: number, which = 0) => {
    const weekday = slot.weekdays.at(which)!;
    return { class_id: classId(key, slot, weekday), class_date: days.weekday(from, weekday) };
  };
  const substitute = staff[(second.instructor + 1) % 2]!;
  return [
    {
      ...{ kind: 'cancelled', starts_on: days.date(-12), ends_on: days.date(-12) },
      reason: key === 'tokyo' ? 'National holiday' : 'Feriado',
    },
    {
      ...{ kind: 'cancelled', starts_on: days.date(24), ends_on: days.date(26) },
      reason: key === 'tokyo' ? 'Seminar in Osaka' : 'Campeonato: a academia fecha',
    },
    { ...dateOf(morning, -9), kind: 'cancelled', reason: 'No hot water' },
    { ...dateOf(morning, 4, -1), kind: 'cancelled', reason: 'The instructor is at a seminar' },
    { ...dateOf(evening, 2), kind: 'moved', starts_at: '21:00', reason: 'Grading before' },
    { ...dateOf(second, -16), kind: 'substitute', instructor_id: substitute, reason: 'Injured' },
    { ...dateOf(second, 3), kind: 'substitute', instructor_id: substitute, reason: null },
  ];
}
