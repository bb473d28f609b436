import { and, eq, isNull } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { keyset, type PageRequest, type Slice } from '../../db/keyset.ts';
import { graduations } from '../../db/schema/belts/graduations/graduations.ts';
import type { Graduation } from './contract.ts';
import { history } from './history.ts';

const latestRank = keyset(
  'desc',
  graduations.awarded_on,
  graduations.created_at,
  graduations.id,
);

/**
 * Lists the ranks that the caller, a child of theirs or somebody in their gyms was awarded, the latest
 * first, with those that were taken back.
 */
export const listGraduations = (
  { db, caller }: CallerContext,
  { user_id = caller.userId, modality, page }: {
    user_id?: string | undefined;
    modality?: string | undefined;
    page: PageRequest;
  },
): Promise<Slice<Graduation>> =>
  latestRank.list(page, ({ where, orderBy, limit }) =>
    history(db).where(and(
      eq(graduations.user_id, user_id),
      isNull(graduations.voids),
      modality === undefined ? undefined : eq(graduations.modality, modality),
      where,
    )).orderBy(...orderBy).limit(limit));
