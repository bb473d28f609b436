import { Temporal } from 'temporal-polyfill';

/** From when until when somebody was a member; null: still. */
export type History = [from: string, until: string | null][];

const startOf = (date: string, zone: string): number =>
  Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;

/**
 * Counts who came and left between two dates, as the README of `src/owner` has it: by asking each person
 * in turn, where the database adds up rows.
 */
export function movesOf(
  histories: readonly History[],
  first: string,
  last: string,
  zone: string,
  at: string,
) {
  const now = Date.parse(at);
  const start = Math.min(now, startOf(first, zone));
  const end = Math.min(
    now,
    startOf(Temporal.PlainDate.from(last).add({ days: 1 }).toString(), zone),
  );
  const moves = { at_start: 0, joined: 0, returned: 0, left: 0, churned: 0, at_end: 0 };
  for (const history of histories) {
    const periods = history.map(([from, until]) => ({
      from: Date.parse(from),
      until: until === null ? Infinity : Date.parse(until),
    }));
    // As the first moment comes, or the moment after the last is reached.
    const isMember = (moment: number) =>
      periods.some(({ from, until }) => from < moment && until >= moment);
    const wasIn = isMember(start);
    const isIn = isMember(end);
    const isNew = !wasIn && periods.some(({ from }) => from >= start && from < end);
    const wasBefore = periods.some(({ from }) => from < start);
    if (wasIn) moves.at_start++;
    if (isNew) moves[wasBefore ? 'returned' : 'joined']++;
    if ((wasIn || isNew) && !isIn) moves.left++;
    if (wasIn && !isIn) moves.churned++;
    if (isIn) moves.at_end++;
  }
  return moves;
}
