import { type SQL, sql } from 'drizzle-orm';
import { type SegmentOrder, segmentsByScore } from './segments.ts';

/** The segments of all triples of scores as the database takes them. */
export const segmentArray = (order: SegmentOrder): SQL =>
  sql`${`{${segmentsByScore(order).join(',')}}`}::public.customer_segment[]`;
