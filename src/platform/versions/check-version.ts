import { and, asc, eq, gt, isNull, or } from 'drizzle-orm';
import type { VersionQuery, VersionVerdict } from './contract.ts';
import type { Database } from '../../db/client.ts';
import { appStores, versions } from '../../db/schema/index.ts';
import { versionGate } from './version-gate.ts';

/** May this version of the app still run, and where is a newer one to be had? */
export async function checkVersion(
  db: Database,
  { app_version, store }: VersionQuery,
  now = new Date(),
): Promise<VersionVerdict> {
  const [releases, stores] = await Promise.all([
    db.select({ app_version: versions.app_version, disabled_at: versions.disabled_at })
      .from(versions),
    db.select({ store: appStores.store, url: appStores.url }).from(appStores).where(and(
      or(isNull(appStores.disabled_at), gt(appStores.disabled_at, now)),
      store && eq(appStores.store, store),
    )).orderBy(asc(appStores.store)),
  ]);
  return { app_version, ...versionGate(app_version, releases, now), stores };
}
