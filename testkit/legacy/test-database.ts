import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import '../database/postgres.ts';
import { dropLegacyDatabase, type LegacyDatabase, makeLegacyDatabase } from './database.ts';
import { type Plan, SMALL } from './good/plan.ts';

export interface TestLegacyDatabase extends LegacyDatabase {
  url: string;
  drop(): Promise<void>;
}

/** An earlier app's database for the calling test file; call `drop()` in `afterAll`. */
export async function createLegacyDatabase(plan: Plan = SMALL): Promise<TestLegacyDatabase> {
  const address = new URL(inject('cluster').url);
  address.pathname = `/legacy_${randomBytes(6).toString('hex')}`;
  const url = address.href;
  return { ...await makeLegacyDatabase(url, plan), url, drop: () => dropLegacyDatabase(url) };
}
