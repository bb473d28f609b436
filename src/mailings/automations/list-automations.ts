import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { automations } from '../../db/schema/mailings/automations/automations.ts';
import type { Automation } from './contract.ts';

/** Lists the automations of a shop, newest first, those in use or the archived ones; for its managers. */
export const listAutomations = (
  { db }: CallerContext,
  { shop_id, archived, page }: { shop_id: string; archived: boolean; page: PageRequest },
): Promise<Slice<Automation>> =>
  newestFirst(automations).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(automations)
        .where(and(
          eq(automations.shop_id, shop_id),
          (archived ? isNotNull : isNull)(automations.archived_at),
          where,
        ))
        .orderBy(...orderBy).limit(limit),
  );
