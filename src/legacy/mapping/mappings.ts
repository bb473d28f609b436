import type { Mapping } from './mapping.ts';
import { classes } from './tables/classes.ts';
import { gyms } from './tables/gyms.ts';
import { checkIns } from './tables/check-ins.ts';
import { graduations } from './tables/graduations.ts';
import { assets, attachments } from './tables/materials.ts';
import { notifications } from './tables/notifications.ts';
import { appStores, versions } from './tables/platform.ts';
import { users } from './tables/users/users.ts';

/**
 * How the old tables come over, each behind those that it refers to. Roles are not among them: they are
 * the product's own, and only looked at (`roles.ts`).
 */
export const mappings: readonly Mapping[] = [
  versions,
  appStores,
  gyms,
  users,
  classes,
  assets,
  attachments,
  graduations,
  checkIns,
  notifications,
];
