import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { attachments } from '../../db/schema/materials/attachments.ts';
import { ofSeries } from '../classes.ts';
import { isThere } from './attachment-refusals.ts';
import type { Attachment } from './contract.ts';

interface Input {
  gym_id: string;
  class_id?: string | undefined;
  asset_id?: string | undefined;
  page: PageRequest;
}

/** Lists the files of a gym's classes, of one class or of one asset, newest first; for its members. */
export const listAttachments = (
  { db }: CallerContext,
  { gym_id, class_id, asset_id, page }: Input,
): Promise<Slice<Attachment>> =>
  newestFirst(attachments).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(attachments).where(and(
        eq(attachments.gym_id, gym_id),
        class_id ? ofSeries(attachments.class_id, gym_id, class_id) : undefined,
        asset_id ? eq(attachments.asset_id, asset_id) : undefined,
        isThere,
        where,
      )).orderBy(...orderBy).limit(limit),
  );
