import type postgres from 'postgres';
import { executeMutants, tableGrantMutants } from './mutants/grants.ts';
import { functionMutants, triggerMutants, trustingMutants } from './mutants/functions.ts';
import type { Mutant } from './mutants/mutant.ts';
import { policyMutants, rowSecurityMutants } from './mutants/policies.ts';

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
