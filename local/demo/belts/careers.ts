import type { Chance } from '../chance.ts';
import type { Days } from '../days.ts';
import { ADULTS, GROWN_UP, type Rung, YOUTH } from './ladder.ts';

/** A rank that somebody was given, so many days from today. */
export interface Step {
  belt: string;
  degree: number;
  day: number;
  /** From when time at it counts. */
  registered: number;
  /** Whether it was given at the gym's grading. */
  graded?: boolean;
}

export interface Career {
  birth_date: string;
  /** How many days ago they began to train. */
  began: number;
  /** The belt that they have not gone beyond. */
  top?: string | undefined;
}

/** Who is ready so many days before a grading waits for it. */
const SEASON = 120;

/** The latest day of a stripe: before today in every zone. */
const LATEST = -3;

/**
 * What became of somebody since they began: always later than the rules would have let them. Of stripes
 * only those of the rank now were written down.
 * @param grading the day of the last one, before today; nobody had a belt since
 */
export function makeCareer(
  chance: Chance,
  { birth_date, began, top }: Career,
  days: Days,
  grading: number,
): Step[] {
  const ageOn = (day: number) => yearOf(days.date(day)) - yearOf(birth_date);
  const steps: Step[] = [];
  for (let day = -began, adult = 0, youth = 0;;) {
    const grown = ageOn(day) >= GROWN_UP;
    day += adult > 0 || grown ? waitFor(ADULTS[adult], chance) : chance.between(150, 270);
    if (day > grading) break;
    const graded = day > grading - SEASON;
    if (graded) day = grading;
    const age = ageOn(day);
    const next = age >= GROWN_UP ? ADULTS[adult] : YOUTH[youth];
    const last = steps.at(-1);
    if (!next || top !== undefined && last?.belt === top && next.belt !== top) break;
    if (age < next.from) continue;
    if (age >= GROWN_UP) adult++;
    else youth++;
    const { belt, degree } = next;
    const late = chance.happens(0.25) ? chance.between(5, 60) : 0;
    const registered = graded ? day : Math.min(day + late, grading);
    steps.push({ belt, degree, day, registered, graded });
    day = registered;
  }
  return [...steps, ...stripesOf(steps.at(-1), chance, -began)];
}

/** Months have 31 days here, so that nobody is early. */
const waitFor = (next: Rung | undefined, chance: Chance) =>
  next?.months ? next.months * 31 + chance.between(0, 480) : chance.between(300, 700);

function stripesOf(last: Step | undefined, chance: Chance, began: number): Step[] {
  const belt = last?.belt ?? 'white';
  if (belt === 'black') return [];
  const most = YOUTH.some((rung) => rung.belt === belt) ? 3 : 4;
  const every = chance.between(70, 190);
  const since = last?.registered ?? began;
  return Array.from({ length: most }, (_, index) => since + (index + 1) * every)
    .filter((day) => day <= LATEST)
    .map((day, index) => ({ belt, degree: index + 1, day, registered: day }));
}

const yearOf = (date: string) => Number(date.slice(0, 4));
