import { deliveries } from './deliveries.ts';
import { inbox } from './inbox.ts';
import { resolving } from './resolving.ts';
import { sending } from './sending.ts';
import { tables } from './tables.ts';

/** Who writes to a gym's members, who reads what, and who is told. */
export const notifications = [...tables, ...sending, ...resolving, ...deliveries, ...inbox];
