import type postgres from 'postgres';
import { executeMutants, tableGrantMutants } from './grants.ts';
import { functionMutants, triggerMutants, trustingMutants } from './functions.ts';
import type { Mutant } from './mutant.ts';
import { policyMutants, rowSecurityMutants } from './policies.ts';

export type { Mutant };

/** Every fault we know how to plant, made from what is in the database now. */
export async function generateMutants(sql: postgres.Sql): Promise<Mutant[]> {
  const kinds = [
    ...[policyMutants, rowSecurityMutants, tableGrantMutants],
    ...[executeMutants, functionMutants, trustingMutants, triggerMutants],
  ];
  const mutants: Mutant[] = [];
  for (const generate of kinds) mutants.push(...await generate(sql));
  return mutants;
}
