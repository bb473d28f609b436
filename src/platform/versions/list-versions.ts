import type { SystemContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { versions } from '../../db/schema/platform/versions.ts';
import type { Version } from './contract.ts';

/** Lists the releases of the app, the last to be listed first. */
export const listVersions = (
  { db }: SystemContext,
  { page }: { page: PageRequest },
): Promise<Slice<Version>> =>
  newestFirst(versions).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(versions).where(where).orderBy(...orderBy).limit(limit),
  );
