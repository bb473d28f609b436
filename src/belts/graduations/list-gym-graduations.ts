import { and, eq, isNull } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { graduations } from '../../db/schema/belts/graduations/graduations.ts';
import type { Graduation } from './contract.ts';
import { history } from './history.ts';

/** Lists what a gym awarded, the latest written down first; for staff. */
export const listGymGraduations = (
  { db }: CallerContext,
  { gym_id, modality, page }: {
    gym_id: string;
    modality?: string | undefined;
    page: PageRequest;
  },
): Promise<Slice<Graduation>> =>
  newestFirst(graduations).list(page, ({ where, orderBy, limit }) =>
    history(db).where(and(
      eq(graduations.gym_id, gym_id),
      isNull(graduations.voids),
      modality === undefined ? undefined : eq(graduations.modality, modality),
      where,
    )).orderBy(...orderBy).limit(limit));
