import { describe, expect, it } from 'vitest';
import { versionGate } from './version-gate.ts';

const now = new Date('2026-06-01T12:00:00Z');
const release = (app_version: string, disabled_at: string | null = null) => ({
  app_version,
  disabled_at: disabled_at === null ? null : new Date(disabled_at),
});
const releases = [
  release('1.9.0', '2026-01-01T00:00:00Z'),
  release('1.10.0'),
  release('2.0.0-rc.1'),
  release('2.0.0'),
  release('2.1.0', '2026-05-01T00:00:00Z'),
];
const gate = (version: string) => versionGate(version, releases, now);

describe('versionGate', () => {
  it('lets a listed release run', () => {
    expect(gate('2.0.0')).toEqual({
      allowed: true,
      reason: 'supported',
      minimum_version: '1.10.0',
      latest_version: '2.0.0',
    });
  });

  it('stops a release that was disabled by name, even the newest', () => {
    expect(gate('2.1.0')).toMatchObject({ allowed: false, reason: 'disabled' });
  });

  it('compares numbers as numbers: 1.9.5 is older than 1.10.0', () => {
    expect(gate('1.9.5')).toMatchObject({ allowed: false, reason: 'too_old' });
  });

  it('orders pre-releases before their release', () => {
    expect(gate('1.10.0-beta.2')).toMatchObject({ allowed: false, reason: 'too_old' });
    expect(gate('2.0.0-rc.2')).toMatchObject({ allowed: true });
  });

  it('lets a build run that is newer than any listed', () => {
    expect(gate('3.0.0-dev')).toMatchObject({ allowed: true, reason: 'supported' });
  });

  it('ignores build metadata, as precedence does', () => {
    expect(gate('2.1.0+build.7')).toMatchObject({ allowed: false, reason: 'disabled' });
  });

  it('disables from a date on, not before', () => {
    const announced = [release('1.0.0', '2026-07-01T00:00:00Z')];
    expect(versionGate('1.0.0', announced, now).allowed).toBe(true);
    expect(versionGate('1.0.0', announced, new Date('2026-07-01T00:00:00Z')).allowed).toBe(false);
  });

  it('gates nothing while nothing is listed, and everything when all is disabled', () => {
    expect(versionGate('0.0.1', [], now).allowed).toBe(true);
    const all = [release('1.0.0', '2026-01-01T00:00:00Z')];
    expect(versionGate('9.0.0', all, now)).toMatchObject({ allowed: false, reason: 'too_old' });
  });
});
