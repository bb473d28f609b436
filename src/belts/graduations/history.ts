import { eq, getTableColumns } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { CallerDatabase } from '../../db/client.ts';
import { graduations } from '../../db/schema/belts/graduations/graduations.ts';

const taken = alias(graduations, 'taken');

/** Graduations, each with when and why it was taken back, if it was; the caller adds `voids is null`. */
export const history = (db: CallerDatabase) =>
  db.select({
    ...getTableColumns(graduations),
    voided_at: taken.created_at,
    void_reason: taken.void_reason,
  }).from(graduations).leftJoin(taken, eq(taken.voids, graduations.id));
