import { compareVersions } from 'compare-versions';
import type { VersionVerdict } from './contract.ts';

export interface Release {
  app_version: string;
  disabled_at: Date | null;
}

type Verdict = Omit<VersionVerdict, 'app_version' | 'stores'>;

const isDisabled = ({ disabled_at }: Release, now: Date) =>
  disabled_at !== null && disabled_at <= now;

/** Lists the releases that may run, the oldest first. */
export const runningVersions = (releases: Release[], now: Date): string[] =>
  releases.filter((release) => !isDisabled(release, now))
    .map(({ app_version }) => app_version).sort(compareVersions);

/**
 * Judges whether a version of the app may still run, by Semantic Versioning precedence. A release
 * may be disabled by name, now or from a date on. One that is not listed may run unless it is older
 * than every release that may, so that a build can be tried before it is listed. With no release
 * listed there is nothing to gate.
 */
export function versionGate(appVersion: string, releases: Release[], now: Date): Verdict {
  const same = releases.find((release) => compareVersions(release.app_version, appVersion) === 0);
  const running = runningVersions(releases, now);
  const minimum = running.at(0) ?? null;

  const verdict = (allowed: boolean, reason: Verdict['reason']): Verdict => ({
    allowed,
    reason,
    minimum_version: minimum,
    latest_version: running.at(-1) ?? null,
  });
  if (same && isDisabled(same, now)) return verdict(false, 'disabled');
  if (same || releases.length === 0) return verdict(true, 'supported');
  const tooOld = minimum === null || compareVersions(appVersion, minimum) < 0;
  return verdict(!tooOld, tooOld ? 'too_old' : 'supported');
}
