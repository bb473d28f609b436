import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { type Life, office, plus, type Stand } from './support/office.ts';

const under = useDoor();
const at = office(() => under.admin);

/** `npm run prove -- dues` lives more. */
const LIVES = Number(process.env.PROOF_ROUNDS ?? 60);
const LAST = 200;

type Rests = NonNullable<Life['rests']>;
const isWithin = (day: string, rests: Rests) =>
  rests.some(([first, last]) => first <= day && day <= last);

/** The same day so many months later, or the last of a shorter one. */
function months(day: string, count: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const lastOfMonth = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  const moved = new Date(Date.UTC(year, month - 1 + count, Math.min(date, lastOfMonth)));
  return moved.toISOString().slice(0, 10);
}

const between = (first: string, last: string): number =>
  (Date.parse(last) - Date.parse(first)) / 86_400_000;

/** The first day that counts when so many days were lived through that did not rest, from one on. */
function after(first: string, lived: number, rests: Rests): string {
  let day = first;
  for (let left = lived; left > 0 || isWithin(day, rests); day = plus(day, 1)) {
    if (!isWithin(day, rests)) left--;
  }
  return day;
}

/** How an account stands on each day, told by walking through its days one by one. */
function standOf(life: Life, day: string): Stand {
  const { kind, starts_on, ends_on, terms = {}, paid = [], rests = [] } = life;
  const stands = (state: string, overdue_since: string | null = null) => ({
    ...{ day, state, overdue_since },
  });
  if (day < starts_on) return stands('current');
  if (ends_on && day > ends_on) return stands('ended');
  if (isWithin(day, rests)) return stands('frozen');
  const counted = paid.filter(({ voided }) => !voided);
  if (kind === 'trial' || kind === 'punch_card') {
    const { valid_days } = terms;
    const since = kind === 'trial' ? [starts_on] : counted.map(({ on }) => on);
    if (!valid_days || since.length === 0) return stands('current');
    return stands(
      since.every((first) => after(first, valid_days, rests) <= day) ? 'ended' : 'current',
    );
  }
  const units = counted.reduce((sum, { units = 1 }) => sum + units, 0);
  const due = after(starts_on, between(starts_on, months(starts_on, units)), rests);
  return due <= day ? stands('overdue', due) : stands('current');
}

const day = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((days) => plus('2026-01-20', days));

/** Freezes that do not overlap, in any order: gaps and lengths by turns. */
const rests = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 20 })), {
  maxLength: 4,
}).map((parts) => {
  let next = '2026-01-20';
  return parts.map(([gap, length]) => {
    const first = plus(next, gap);
    next = plus(first, length + 1);
    return [first, plus(first, length)] as const;
  }).reverse();
});

const life: fc.Arbitrary<Life> = fc.record({
  kind: fc.constantFrom('monthly', 'family', 'punch_card', 'trial'),
  starts_on: day(0, 12),
  lasts: fc.option(fc.integer({ min: 0, max: LAST })),
  validDays: fc.integer({ min: 1, max: 60 }),
  paid: fc.array(
    fc.record({ units: fc.integer({ min: 1, max: 3 }), on: day(0, 90), voided: fc.boolean() }),
    { maxLength: 3 },
  ),
  rests,
}).map(({ kind, starts_on, lasts, validDays, paid, rests }) => ({
  ...{ kind, starts_on, paid, rests } as Life,
  ends_on: lasts === null ? null : plus(starts_on, lasts),
  terms: kind === 'trial' || kind === 'punch_card' ? { punches: 3, valid_days: validDays } : {},
}));

describe(`${LIVES} lives of an account`, () => {
  it('stand on every day as a plain model says, and are written down so', async () => {
    const gym = await at.gym();
    const states = new Set<string>();
    await fc.assert(
      fc.asyncProperty(life, day(0, LAST), async (lived, looked) => {
        const { id } = await at.account(gym, lived);
        const told = await at.stands(id, plus('2026-01-20', -3), plus('2026-01-20', LAST));
        expect([...told]).toEqual(told.map(({ day }) => standOf(lived, day)));
        told.forEach(({ state }) => states.add(`${lived.kind} ${state}`));
        await under.admin`select private.restate_dues(${id}, '2026-01-18T00:00:00Z')`;
        await under.admin`select private.follow_dues(${`${looked}T12:00:00Z`}, 1000)`;
        const [written] = await under.admin`
          select ${looked} as day, state, overdue_since::text from dues_accounts where id = ${id}`;
        expect(written).toEqual(standOf(lived, looked));
      }),
      { numRuns: LIVES },
    );
    // Every state of every kind was seen, or the lives are too short to say anything.
    expect([...states].sort()).toEqual([
      ...['family current', 'family ended', 'family frozen', 'family overdue'],
      ...['monthly current', 'monthly ended', 'monthly frozen', 'monthly overdue'],
      ...['punch_card current', 'punch_card ended', 'punch_card frozen'],
      ...['trial current', 'trial ended', 'trial frozen'],
    ]);
  }, 60_000 + 500 * LIVES);
});
