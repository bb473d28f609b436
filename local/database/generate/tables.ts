import { type DrizzleSnapshotJSON, generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import process from 'node:process';
import { GenerateError } from './generate-error.ts';

/** drizzle-kit's part of a migration. */
export interface TablesPart {
  /** Schemas and types, which functions may name. */
  schemas: string[];
  /** Tables, columns, constraints and indexes. */
  statements: string[];
  /** What the next migration is compared with. */
  snapshot: DrizzleSnapshotJSON;
}

/**
 * Computes what changes in the tables. Policies are left out: drizzle-kit changes them too late to
 * free a column that goes, forgets a WITH CHECK that went, and takes a new one for a renamed one.
 *
 * @param last the snapshot of the last landed migration; none before the first
 * @throws GenerateError where drizzle-kit would ask about a rename and nobody can answer
 */
export async function tablesPart(
  schema: Record<string, unknown>,
  last?: DrizzleSnapshotJSON,
): Promise<TablesPart> {
  const before = last ?? generateDrizzleJson({});
  const snapshot = generateDrizzleJson(schema, last?.id);
  const doubtful = doubtfulRenames(before, snapshot);
  if (doubtful.length > 0 && !process.stdin.isTTY) {
    throw new GenerateError(
      `drizzle-kit cannot know whether these were renamed, or one removed and another added: ` +
        `${doubtful.join('; ')}. Run the command in a terminal and answer, or make two ` +
        'migrations: one that adds, and one that removes.',
    );
  }
  const found = await generateMigration(withoutPolicies(before), withoutPolicies(snapshot));
  const statements = found.map((statement) => statement.trim());
  const isName = (statement: string) => /^CREATE (SCHEMA|TYPE) /.test(statement);
  return {
    schemas: statements.filter(isName),
    statements: statements.filter((statement) => !isName(statement)),
    snapshot,
  };
}

function withoutPolicies(snapshot: DrizzleSnapshotJSON): DrizzleSnapshotJSON {
  const tables = Object.entries(snapshot.tables).map(([name, table]) =>
    [name, Object.assign({}, table, { policies: {} })] as const
  );
  return { ...snapshot, tables: Object.fromEntries(tables) };
}

/** Finds where something went and something of the same kind came: there drizzle-kit asks. */
function doubtfulRenames(before: DrizzleSnapshotJSON, after: DrizzleSnapshotJSON): string[] {
  const common = Object.keys(before.tables).filter((name) => name in after.tables);
  const pairs: [string, object, object][] = [
    ['schema', before.schemas, after.schemas],
    ['enum', before.enums, after.enums],
    ['sequence', before.sequences, after.sequences],
    ['view', before.views, after.views],
    ['table', before.tables, after.tables],
    ...common.map((name): [string, object, object] => [
      `column of ${name}`,
      before.tables[name]?.columns ?? {},
      after.tables[name]?.columns ?? {},
    ]),
  ];
  return pairs.flatMap(([what, was, is]) => {
    const gone = Object.keys(was).filter((name) => !(name in is));
    const come = Object.keys(is).filter((name) => !(name in was));
    return gone.length > 0 && come.length > 0
      ? [`${what}: ${gone.join(', ')} → ${come.join(', ')}`]
      : [];
  });
}
