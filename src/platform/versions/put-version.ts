import { sql } from 'drizzle-orm';
import { compareVersions } from 'compare-versions';
import type { SystemContext } from '../../db/context.ts';
import { versions } from '../../db/schema/platform/versions.ts';
import { refuse } from '../../errors.ts';
import type { PutVersionInput, Version } from './contract.ts';
import { type Release, runningVersions } from './version-gate.ts';

/**
 * Lists a release of the app, or says from when on it may no longer run. The oldest release that may
 * run does not go back unless that is asked for: one mistyped version would let all older ones in.
 *
 * @throws `version_exists` when another differs from it in build metadata alone, which precedence
 *   does not count; `minimum_version_lowered` (both conflict)
 */
export async function putVersion(
  { db }: SystemContext,
  { app_version, body: { disabled_at, lower_minimum } }: {
    app_version: string;
    body: PutVersionInput;
  },
): Promise<Version> {
  return await db.transaction(async (tx) => {
    // Writers are judged one after the other; those who only read are not kept waiting.
    await tx.execute(sql`lock table ${versions} in share row exclusive mode`);
    const releases = await tx.select().from(versions);
    const same = releases.find((one) => compareVersions(one.app_version, app_version) === 0);
    if (same && same.app_version !== app_version) {
      throw refuse('version_exists', {
        detail: `Release ${same.app_version} has the same precedence.`,
      });
    }
    if (same && same.disabled_at?.getTime() === disabled_at?.getTime()) return same;
    const after = [...releases.filter((one) => one !== same), { app_version, disabled_at }];
    if (!lower_minimum) assertNotLowered(releases, after);

    const [version] = await tx.insert(versions).values({ app_version, disabled_at })
      .onConflictDoUpdate({ target: versions.app_version, set: { disabled_at } }).returning();
    return version!;
  });
}

function assertNotLowered(before: Release[], after: Release[]): void {
  const now = new Date();
  const [was] = runningVersions(before, now);
  const [becomes] = runningVersions(after, now);
  if (was === undefined || becomes === undefined || compareVersions(becomes, was) >= 0) return;
  throw refuse('minimum_version_lowered', {
    field: 'body.lower_minimum',
    detail:
      `The oldest release that may run would be ${becomes} instead of ${was}: ask for it by ` +
      '`lower_minimum`.',
  });
}
