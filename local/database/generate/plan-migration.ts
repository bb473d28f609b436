import type { DrizzleSnapshotJSON } from 'drizzle-kit/api';
import { type Difference, differences } from '../catalog/catalog.ts';
import type { Migration } from '../migrations/journal.ts';
import type { Sources } from '../sources/declared.ts';
import { PGVECTOR, pgvectorBlock } from '../sources/pgvector.ts';
import { changesOf, repairsOf } from './changes.ts';
import { dependentsOf } from './dependents.ts';
import { GenerateError } from './generate-error.ts';
import { inOrder, marker, type Parts, partsOf } from './parts.ts';
import type { Scratch } from './scratch.ts';
import { tablesPart } from './tables.ts';

export interface Landed {
  migrations: Pick<Migration, 'statements'>[];
  /** drizzle-kit's, of the newest. */
  snapshot?: DrizzleSnapshotJSON | undefined;
}

export interface Plan {
  /** Empty when the migrations make what the sources say. */
  statements: string[];
  snapshot: DrizzleSnapshotJSON;
}

/**
 * Computes the migration from what the landed ones make to what the sources say. Databases are
 * compared, not texts; and the migration is tried, so that what is written is known to arrive.
 *
 * @param scratch left as it was found
 * @throws GenerateError when it cannot be computed in one migration, with the statement or the
 *   objects that stand in the way
 */
export async function planMigration(
  scratch: Scratch,
  sources: Sources,
  landed: Landed,
): Promise<Plan> {
  const tables = await tablesPart(sources.schema, landed.snapshot);
  const declared = await scratch.undone(async () => {
    await scratch.run(await completeStatements(sources));
    return await scratch.catalog();
  });
  return await scratch.undone(async () => {
    await scratch.run(landed.migrations.flatMap(({ statements }) => statements));
    const before = await scratch.catalog();
    const { wanted, removals } = changesOf({
      found: differences(before, declared),
      landed: before,
      dependents: await dependentsOf(scratch.query),
      tables: tables.statements,
      scriptChanged: scriptChanged(sources, landed),
    });
    const parts: Parts = { ...partsOf(sources, tables, wanted), ...removals };
    const leftAfter = (tried: Parts) =>
      scratch.undone(async () => {
        await scratch.run(inOrder(tried));
        return differences(await scratch.catalog(), declared);
      });
    let left = await leftAfter(parts);
    const repairs = repairsOf(left);
    if (repairs.length > 0) {
      parts.repairs = [...parts.repairs, ...repairs];
      left = await leftAfter(parts);
    }
    if (left.length > 0) throw outOfReach(left);
    return { statements: inOrder(parts), snapshot: tables.snapshot };
  });
}

/** Computes everything the sources say, as one migration of an empty database. */
export async function completeStatements(sources: Sources): Promise<string[]> {
  return inOrder(partsOf(sources, await tablesPart(sources.schema), () => true));
}

/** Tells whether the text of a script that ran last is another one, or none. */
function scriptChanged({ files }: Sources, { migrations }: Landed): (name: string) => boolean {
  const statements = migrations.flatMap((migration) => migration.statements);
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  texts.set(PGVECTOR, pgvectorBlock(files));
  return (name) => {
    const last = statements.findLast((statement) => statement.startsWith(`-- ${name} (`));
    return last?.split('\n')[0] !== marker(name, texts.get(name) ?? '');
  };
}

const outOfReach = (left: Difference[]) =>
  new GenerateError(
    'After the migration these would still differ from their sources; is something made only by a ' +
      `script whose text did not change?\n${
        left.map(({ kind, name }) => `  ${kind} ${name}`).join('\n')
      }`,
  );
