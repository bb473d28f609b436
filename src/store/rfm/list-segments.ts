import type { SegmentMeaning, SegmentMeanings } from './contract.ts';
import { hiddenBy, type SegmentOrder, segmentRanges, triedInOrder } from './segments.ts';

/** Explains the segments: their ranges, when each is tried, and which never come up, and why. */
export const listSegments = (): Promise<SegmentMeanings> =>
  Promise.resolve({ listed: meaningsIn('listed'), most_specific: meaningsIn('most_specific') });

function meaningsIn(order: SegmentOrder): SegmentMeaning[] {
  const tried = triedInOrder(order);
  const meanings = tried.map((segment, index): SegmentMeaning => {
    const hidden_by = hiddenBy(order, segment);
    const { r, f, m } = segmentRanges[segment];
    const ranges = { r: span(r), f: span(f), m: span(m) };
    return { segment, ranges, position: index + 1, never: hidden_by.length > 0, hidden_by };
  });
  const position = tried.length + 1;
  return [
    ...meanings,
    { segment: 'others', ranges: null, position, never: false, hidden_by: [] },
  ];
}

const span = ([from, to]: readonly [number, number]) => ({ from, to });
