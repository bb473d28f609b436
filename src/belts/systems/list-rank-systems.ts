import { and, eq, isNull, or, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { rankSystems } from '../../db/schema/belts/systems/rank-systems.ts';
import type { RankSystem, RankSystemsQuery } from './contract.ts';

/**
 * Lists the rules of promotion that a gym wrote, and those for all, in every version or as they are in
 * force on a day, newest first; the gym's own for its members.
 */
export const listRankSystems = (
  { db }: CallerContext,
  { gym_id, modality, on, page }: Pick<RankSystemsQuery, 'modality' | 'on'> & {
    gym_id: string;
    page: PageRequest;
  },
): Promise<Slice<RankSystem>> => {
  const inForce = on === undefined ? undefined : sql`${rankSystems.id} in (
    select distinct on (s.modality) s.id from public.rank_systems s
    where (s.gym_id = ${gym_id} or s.gym_id is null) and s.valid_from <= ${on}
    order by s.modality, s.gym_id is null, s.valid_from desc
  )`;
  return newestFirst(rankSystems).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(rankSystems)
        .where(and(
          or(eq(rankSystems.gym_id, gym_id), isNull(rankSystems.gym_id)),
          modality === undefined ? undefined : eq(rankSystems.modality, modality),
          inForce,
          where,
        ))
        .orderBy(...orderBy).limit(limit),
  );
};
