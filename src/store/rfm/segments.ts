import type { ValueOf } from '../../db/declare/choice.ts';
import { customerSegment } from '../../db/schema/store/enums.ts';
import type { segmentOrders } from '../../db/schema/store/shops/shops.ts';

export type Segment = (typeof customerSegment.enumValues)[number];
export type SegmentOrder = ValueOf<typeof segmentOrders>;

/** From one score to another, both included. */
export type ScoreRange = readonly [from: number, to: number];

/** Which scores a segment holds: recency, frequency, money. */
export interface SegmentRanges {
  r: ScoreRange;
  f: ScoreRange;
  m: ScoreRange;
}

/**
 * What each segment means, in the order of the list, as the R package `rfm` 0.2.0 has them. Ranges
 * overlap; `others` is whoever no range holds.
 */
export const segmentRanges: Record<Exclude<Segment, 'others'>, SegmentRanges> = {
  champions: { r: [4, 5], f: [4, 5], m: [4, 5] },
  loyal: { r: [2, 5], f: [3, 5], m: [3, 5] },
  potential_loyalist: { r: [3, 5], f: [1, 3], m: [1, 3] },
  new: { r: [4, 5], f: [1, 1], m: [1, 1] },
  promising: { r: [3, 4], f: [1, 1], m: [1, 1] },
  need_attention: { r: [2, 3], f: [2, 3], m: [2, 3] },
  about_to_sleep: { r: [2, 3], f: [1, 2], m: [1, 2] },
  at_risk: { r: [1, 2], f: [2, 5], m: [2, 5] },
  cant_lose_them: { r: [1, 1], f: [4, 5], m: [4, 5] },
  lost: { r: [1, 2], f: [1, 2], m: [1, 2] },
};

type Ranged = keyof typeof segmentRanges;
const listed = customerSegment.enumValues.filter((segment): segment is Ranged =>
  segment !== 'others'
);

const SCORES = [1, 2, 3, 4, 5] as const;
const width = ([from, to]: ScoreRange) => to - from + 1;
const within = ([from, to]: ScoreRange, score: number) => from <= score && score <= to;

/** How many triples of scores a segment's ranges hold. */
const sizeOf = (segment: Ranged): number => {
  const { r, f, m } = segmentRanges[segment];
  return width(r) * width(f) * width(m);
};

/** The segments in the order in which they are tried; of two as specific the listed one is first. */
export const triedInOrder = (order: SegmentOrder): readonly Ranged[] =>
  order === 'listed' ? listed : listed.toSorted((a, b) => sizeOf(a) - sizeOf(b));

/** Names the segment of three scores, each from 1 to 5. */
export function segmentOf(order: SegmentOrder, r: number, f: number, m: number): Segment {
  const holds = (segment: Ranged) => {
    const ranges = segmentRanges[segment];
    return within(ranges.r, r) && within(ranges.f, f) && within(ranges.m, m);
  };
  return triedInOrder(order).find(holds) ?? 'others';
}

/**
 * The segments of all 125 triples of scores, from 1 1 1 over 1 1 2 to 5 5 5: what the database is
 * handed, because what a segment means is not its business.
 */
export const segmentsByScore = (order: SegmentOrder): Segment[] =>
  SCORES.flatMap((r) => SCORES.flatMap((f) => SCORES.map((m) => segmentOf(order, r, f, m))));

/** Tells which segments hold each triple of one segment's ranges before it is tried. */
export function hiddenBy(order: SegmentOrder, segment: Ranged): Segment[] {
  const { r, f, m } = segmentRanges[segment];
  const among = (range: ScoreRange) => SCORES.filter((score) => within(range, score));
  const holders = among(r).flatMap((a) =>
    among(f).flatMap((b) => among(m).map((c) => segmentOf(order, a, b, c)))
  );
  return holders.includes(segment) ? [] : [...new Set(holders)];
}
