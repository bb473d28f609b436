import { getTableColumns } from 'drizzle-orm';
import { frontDesks } from '../../../db/schema/academy/front-desk/front-desks.ts';

const { token_hash: _hash, ...readable } = getTableColumns(frontDesks);
/** What API roles may read of a device: all but the hash of its token. */
export const frontDeskColumns = readable;
