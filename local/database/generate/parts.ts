import { getTableConfig } from 'drizzle-orm/pg-core';
import { grantsSql } from '../../../src/db/declare/grants.ts';
import { triggersSql } from '../../../src/db/declare/triggers.ts';
import { grantsOf, type Sources, tableName, tablesOf, triggersOf } from '../sources/declared.ts';
import { PGVECTOR, pgvectorBlock } from '../sources/pgvector.ts';
import { policiesOf } from '../sources/policies.ts';
import { fingerprint, type SqlFile } from '../sources/sql-files.ts';
import { splitStatements } from '../sources/split-statements.ts';
import type { TablesPart } from './tables.ts';

/** A migration's statements by what they do, in the order in which they run. */
const order = [
  'before',
  'drops',
  'schemas',
  'functions',
  'tables',
  'lateDrops',
  'repairs',
  'rowFunctions',
  'policies',
  'triggers',
  'grants',
  'after',
  'pgvector',
] as const;
export type Parts = Record<(typeof order)[number], string[]>;

/** The kinds of sources; `execute` is a function's grants without its body. */
export type SourceKind = 'script' | 'function' | 'execute' | 'policy' | 'trigger' | 'grants';
export type Wanted = (kind: SourceKind, name: string) => boolean;

/** Says in a migration which text of a script it ran, for the next one to tell whether it changed. */
export const marker = (name: string, text: string): string => `-- ${name} (${fingerprint(text)})`;

const marked = (name: string, text: string) =>
  splitStatements(text).map((statement, index) =>
    index === 0 ? `${marker(name, text)}\n${statement}` : statement
  );

/** Arranges those of the sources' statements that are wanted. */
export function partsOf(sources: Sources, tables: TablesPart, wanted: Wanted): Parts {
  const scripts = (kind: SqlFile['kind']) =>
    sources.files.filter((file) => file.kind === kind && wanted('script', file.path))
      .flatMap(({ path, text }) => marked(path, text));
  const functions = sources.files.filter(({ kind }) => kind === 'function').map((file) => ({
    usesRow: usesRow(file, sources),
    statements: splitStatements(file.text).filter((_, index) =>
      wanted('function', file.defines ?? '') ||
      index > 0 && wanted('execute', file.defines ?? '')
    ),
  }));
  const block = pgvectorBlock(sources.files);
  return {
    before: scripts('before'),
    drops: [],
    schemas: tables.schemas,
    functions: functions.filter(({ usesRow }) => !usesRow).flatMap(({ statements }) => statements),
    tables: tables.statements,
    lateDrops: [],
    repairs: [],
    rowFunctions: functions.filter(({ usesRow }) => usesRow).flatMap((found) => found.statements),
    policies: [...policiesOf(sources)].filter(([name]) => wanted('policy', name))
      .map(([, statement]) => statement),
    triggers: triggersOf(sources).flatMap((declared) =>
      triggersSql(declared)
        .filter(({ name }) => wanted('trigger', `${nameOf(declared)}.${name}`))
        .map(({ sql }) => sql)
    ),
    grants: grantsOf(sources).filter((declared) => wanted('grants', nameOf(declared)))
      .flatMap(grantsSql),
    after: scripts('after'),
    pgvector: hasPgvector(sources) && wanted('script', PGVECTOR)
      ? [`${marker(PGVECTOR, block)}\n${block}`]
      : [],
  };
}

const nameOf = ({ table }: { table: Parameters<typeof getTableConfig>[0] }) =>
  tableName(getTableConfig(table));

const hasPgvector = ({ files }: Sources) => files.some(({ kind }) => kind === 'pgvector');

/** Tells whether a table must be there first, because the function takes or returns its row type. */
function usesRow({ text }: SqlFile, sources: Sources): boolean {
  const head = /create or replace function\s+[\w.]+([\s\S]*?)(?:\bas \$|$)/.exec(text)?.[1] ?? '';
  return tablesOf(sources).some((table) =>
    new RegExp(`\\b${tableName(table).replace('.', '\\.')}\\b`).test(head)
  );
}

/** Puts the statements in the order in which one migration runs them. */
export function inOrder(parts: Parts): string[] {
  const statements = order.flatMap((part) => parts[part]);
  // Bodies name tables that come later; they are checked when they run, by the tests.
  const bodies = parts.functions.length + parts.rowFunctions.length > 0;
  return bodies ? ['set local check_function_bodies = off;', ...statements] : statements;
}
