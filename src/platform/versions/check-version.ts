import { and, asc, eq, gt, isNull, or } from 'drizzle-orm';
import type { CallerDatabase } from '../../db/client.ts';
import { appStores } from '../../db/schema/platform/app-stores.ts';
import { versions } from '../../db/schema/platform/versions.ts';
import type { VersionQuery, VersionVerdict } from './contract.ts';
import { versionGate } from './version-gate.ts';

/** Says whether this version of the app may still run, and where a newer one is to be had. */
export async function checkVersion(
  { db }: { db: CallerDatabase },
  { app_version, store }: VersionQuery,
): Promise<VersionVerdict> {
  const now = new Date();
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
