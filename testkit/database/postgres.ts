import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { cloneDatabase, type Cluster, startCluster, type TestDatabase } from './cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cluster: Cluster;
  }
}

/** Vitest's global set-up: one throw-away cluster for the whole run, removed at its end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...cluster } = await startCluster();
  project.provide('cluster', cluster);
  return stop;
}

/** A migrated (or empty) database for the calling test file; call `drop()` in `afterAll`. */
export function createTestDatabase(options?: { empty: boolean }): Promise<TestDatabase> {
  return cloneDatabase(inject('cluster'), options);
}
