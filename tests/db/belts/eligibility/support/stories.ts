import fc from 'fast-check';

const DAY = 86_400_000;
export const plusDays = (date: string, days: number) =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

export interface Held {
  belt: string;
  degree: number;
  awarded_on: string;
  registered_on: string;
}
/** Somebody's past, what they are asked about, and by how much there is more of it in another life. */
export interface Story {
  /** A rule-maker's own, or null for the IBJJF. */
  system: object[] | null;
  art: string;
  born: string;
  history: Held[];
  youth: Held;
  titles: { title: string; belt: string; won_on: string }[];
  came: string[];
  to: { belt: string; degree: number };
  on: string;
  later: number[];
  olderBy: number;
}

const ibjjf = ['blue', 'purple', 'brown', 'black'];
const blacks = [1, 2, 3, 4, 5, 6].map((degree) => ({ belt: 'black', degree }));
const targets = [
  ...ibjjf.map((belt) => ({ belt, degree: 0 })),
  ...blacks,
  { belt: 'red_black', degree: 7 },
];
const ours = ['first', 'second', 'third'];

const rule = fc.record({
  condition: fc.constantFrom(
    'age',
    'age_in_year',
    'time',
    'classes',
    'stripes',
    'title',
    'held_rank',
  ),
  alternative: fc.integer({ min: 1, max: 2 }),
  threshold: fc.integer({ min: 0, max: 30 }),
  since: fc.constantFrom('belt', 'rank'),
}).map(({ condition, alternative, threshold, since }) => {
  const common = { condition, alternative, requirement: 'time' };
  if (condition === 'title') return { ...common, title: 'adult_world_champion', belts: ['first'] };
  if (condition === 'held_rank') return { ...common, belts: ['first'], registered_from_age: 18 };
  if (condition === 'stripes') return { ...common, threshold: threshold % 5 };
  if (condition === 'time' || condition === 'classes') return { ...common, threshold, since };
  return { ...common, threshold };
});

/** Three ranks of a gym's own with rules nobody would write, in two requirements. */
const ownSystem = fc.array(
  fc.tuple(fc.array(rule, { maxLength: 3 }), fc.array(rule, { maxLength: 2 })),
  { minLength: 3, maxLength: 3 },
).map((rules) =>
  rules.map(([one, other], place) => ({
    ...{ belt: ours[place], name: 'x', group: 'adult', first_degree: 0, degrees: 4 },
    rules: place === 0
      ? []
      : [...one, ...other.map((rule) => ({ ...rule, requirement: 'classes' }))],
  }))
);

/** What comes of somebody's first grading, the days between gradings, and until they are registered. */
const pasts = fc.record({
  born: fc.integer({ min: 1950, max: 2009 }).map((year) => `${year}-06-15`),
  began: fc.integer({ min: 16 * 366, max: 30 * 366 }),
  gaps: fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 8, maxLength: 8 }),
  waits: fc.array(fc.constantFrom(0, 0, 0, 40), { minLength: 8, maxLength: 8 }),
  rank: fc.integer({ min: -1, max: 9 }),
  stripes: fc.integer({ min: 0, max: 4 }),
  after: fc.integer({ min: 0, max: 2500 }),
  later: fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 2, maxLength: 2 }),
  olderBy: fc.integer({ min: 1, max: 20 }),
  youth: fc.constantFrom('grey', 'yellow_black', 'orange_white', 'green'),
  won: fc.array(fc.record({ belt: fc.constantFrom(...ibjjf, 'first'), before: fc.nat(900) }), {
    maxLength: 1,
  }),
  came: fc.uniqueArray(fc.nat(1000), { maxLength: 25 }),
  ahead: fc.integer({ min: 1, max: 2 }),
});

export const stories = fc.tuple(pasts, fc.option(ownSystem, { freq: 2 })).map(
  ([past, system]): Story => {
    const ladder = system ? ours.map((belt) => ({ belt, degree: 0 })) : targets;
    const rank = Math.min(past.rank, ladder.length - 2);
    const ranks = ladder.slice(0, rank + 1);
    const last = ranks.at(-1);
    // Stripes of who wears a coloured belt.
    if (last && last.degree === 0 && last.belt !== 'black' && past.stripes > 0) {
      ranks.push({ belt: last.belt, degree: past.stripes });
    }
    let day = plusDays(past.born, past.began);
    const history = ranks.slice(-8).map((held, nth) => {
      day = plusDays(day, past.gaps[nth]!);
      return { ...held, awarded_on: day, registered_on: plusDays(day, past.waits[nth]!) };
    });
    const on = plusDays(day, past.after);
    const child = plusDays(past.born, 5000);
    return {
      ...{ system, born: past.born, history, on, later: past.later, olderBy: past.olderBy },
      art: system ? 'Aikido' : 'Jiu-jitsu',
      youth: { belt: past.youth, degree: 0, awarded_on: child, registered_on: child },
      titles: past.won.map(({ belt, before }) => ({
        ...{ title: 'adult_world_champion', belt, won_on: plusDays(on, -before) },
      })),
      // The schedule is of this century.
      came: past.came.map((days) => plusDays(on, -days)).filter((date) => date > '2000').toSorted(),
      to: ladder[Math.min(rank + past.ahead, ladder.length - 1)]!,
    };
  },
);

const ageAt = (born: string, day: string) => Number(day.slice(0, 4)) - Number(born.slice(0, 4));
const group = (age: number) => age < 16 ? 'child' : age < 18 ? 'juvenile' : 'adult';

/** Born earlier, where every rank was registered in the same group of ages: that is a fact of the past. */
export function older({ born, history, olderBy }: Story): string | undefined {
  const earlier = `${Number(born.slice(0, 4)) - olderBy}${born.slice(4)}`;
  const same = history.every(({ registered_on: day }) =>
    group(ageAt(born, day)) === group(ageAt(earlier, day))
  );
  return same ? earlier : undefined;
}
