import type { DBQueryConfig, ExtractTablesWithRelations } from 'drizzle-orm';
import type { z } from 'zod';
import type { Schema } from '../client.ts';
import type { Kept, PersonalData } from './personal-data.ts';

type Tables = ExtractTablesWithRelations<Schema>;
export type UserRelations = NonNullable<
  DBQueryConfig<'one', true, Tables, Tables['users']>['with']
>;

/** One key of the export: which relation of `users` it shows, how much of it, and its contract. */
export interface Exported {
  readonly relation: keyof UserRelations;
  readonly include: unknown;
  readonly schema: z.ZodType;
}

/** Exports the rows of a relation, whole or with what `include` asks for as a query would. */
export const exported = <R extends keyof UserRelations>(
  relation: R,
  schema: z.ZodType,
  include: NonNullable<UserRelations[R]> | true = true,
): Exported => ({ relation, schema, include });

/** What a feature has of a person. The identity function puts the features' parts together. */
export interface PersonalPart {
  /** What its tables declare. */
  personal: readonly PersonalData[];
  /** Its keys of the export. */
  exports: Readonly<Record<string, Exported>>;
  /** What is kept where the database does not reach. */
  kept?: readonly Kept[];
}

/** What an erasure removes and what it keeps, in the features' own words, each said once. */
export function erasureOf(parts: readonly PersonalPart[]): { erased: string[]; kept: Kept[] } {
  const erased = new Set<string>();
  const kept = new Map<string, Kept>();
  const keep = (entry?: Kept) => entry && kept.set(entry.what, entry);
  for (const { personal, kept: elsewhere = [] } of parts) {
    for (const { erase } of personal.flatMap(({ claims }) => Object.values(claims))) {
      if ('delete' in erase) erased.add(erase.delete);
      else if ('keep' in erase) keep(erase.keep);
      else {
        erased.add(erase.gone);
        keep(erase.kept);
      }
    }
    elsewhere.forEach(keep);
  }
  return { erased: [...erased], kept: [...kept.values()] };
}
