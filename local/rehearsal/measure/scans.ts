import type postgres from 'postgres';
import type { Relation, Standing } from './standing.ts';

export interface FoundScan {
  what: 'rewrite' | 'check' | 'foreign key' | 'index';
  relation: Relation;
}

/** What Postgres says at DEBUG1 of its passes over tables (tablecmds.c, index.c of version 17). */
const PASSES = [
  ['check', /^verifying table "(.+)"$/],
  ['index', /^building index ".+" on table "(.+)" (?:serially|with request for)/],
  ['foreign key', /^validating foreign key constraint "(.+)"$/],
] as const;

/**
 * Finds the passes over relations that stood before, from what Postgres said and from the files it
 * exchanged. What is rewritten has its indexes built anew: that is one pass.
 *
 * @param locked what the statement locked: messages name no schema
 */
export async function scansIn(
  tx: postgres.TransactionSql,
  told: string[],
  rewritten: Relation[],
  standing: Standing,
  locked: Relation[],
): Promise<FoundScan[]> {
  const whole = rewritten.filter(({ name, table }) => name === table);
  const tables = new Set(whole.map(({ name }) => name));
  const scans: FoundScan[] = whole.map((relation) => ({ what: 'rewrite', relation }));
  const named = (name: string) => {
    const of = [...locked, ...standing.byOid.values()];
    return of.find((relation) => relation.name.split('.').slice(1).join('.') === name);
  };
  for (const message of told) {
    for (const [what, pattern] of PASSES) {
      const name = pattern.exec(message)?.[1];
      if (name === undefined) continue;
      const relation = what === 'foreign key' ? await childOf(tx, name, standing) : named(name);
      if (relation && !tables.has(relation.table)) scans.push({ what, relation });
    }
  }
  const seen = new Set<string>();
  return scans.filter(({ what, relation }) => {
    const key = `${what} ${relation.name}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** The table whose rows refer to others by this constraint. */
async function childOf(
  tx: postgres.TransactionSql,
  constraint: string,
  standing: Standing,
): Promise<Relation | undefined> {
  const found = await tx<{ conrelid: number }[]>`
    select conrelid from pg_constraint where conname = ${constraint} and contype = 'f'`;
  return found.map(({ conrelid }) => standing.byOid.get(conrelid)).find(Boolean);
}
