import type { Table } from '../catalog/table.ts';
import type { Assigned, Command, Grant, Question } from '../explanation.ts';
import { columnPath, nodesOf, parseExpression } from '../expression/grammar.ts';
import { ident, literal, qualified, spoken } from '../expression/quote.ts';
import { ExplainError } from '../ports.ts';

/** A question made complete: the very statement, and which columns it uses for what. */
export interface Intent {
  command: Command;
  set: [column: string, sql: string][];
  needs: Pick<Grant, 'privilege' | 'column' | 'for'>[];
  /** Whether it reads the table at all: then the policies for SELECT are asked too. */
  reads: boolean;
  /** WHERE, by the key. */
  where: string | null;
  sql: string;
  /** The same for no row: what triggers of the statement say. */
  sqlForNone: string;
}

/**
 * What the question comes to on this table. An UPDATE that says nothing of what changes writes the
 * first column it may as it is; an INSERT without values writes the row of the key once more.
 *
 * @param row the row of the key, if there is one
 * @throws ExplainError where the question names what the table does not have
 */
export function intentOf(
  table: Table,
  question: Question,
  row: Record<string, string | null> | null,
): Intent {
  const { command, key, returning = false } = question;
  for (const column of Object.keys({ ...key, ...question.set })) {
    if (table.columns.some(({ name }) => name === column)) continue;
    throw new ExplainError(`${spoken(table)} has no column ${ident(column)}.`);
  }
  const set = assignmentsOf(table, question, row);
  const where = command === 'insert' ? null : key ? conditionOf(key) : 'false';
  const named = question.columns ?? table.columns.map(({ name }) => name);
  const found = command === 'insert' ? [] : Object.keys(key ?? {});
  const needs = needsOf(table, { command, set, key: found, returning, named });
  const list = question.columns ? question.columns.map(ident).join(', ') || '1' : '*';
  const write = writeOf(table, command, set, list);
  const tail = returning && command !== 'select' ? ` returning ${list}` : '';
  return {
    ...{ command, set, needs, where },
    reads: needs.some(({ privilege }) => privilege === 'SELECT'),
    sql: write(where) + tail,
    sqlForNone: write('false') + tail,
  };
}

export const conditionOf = (key: Record<string, string | null>): string =>
  Object.entries(key).map(([column, value]) =>
    value === null ? `${ident(column)} is null` : `${ident(column)} = ${literal(value)}`
  ).join(' and ');

const sqlOf = (assigned: Assigned): string =>
  typeof assigned === 'object' && assigned !== null ? expression(assigned.sql) : literal(assigned);

/** One expression and no more, in parentheses; DEFAULT is none and stays as it is. */
function expression(sql: string): string {
  if (/^\s*default\s*$/i.test(sql)) return 'default';
  try {
    parseExpression(sql);
  } catch {
    throw new ExplainError(`This is not one expression of SQL: ${sql}`);
  }
  return `(${sql}\n)`;
}

function assignmentsOf(
  { columns, standing }: Table,
  { command, set }: Question,
  row: Record<string, string | null> | null,
): Intent['set'] {
  if (command === 'select' || command === 'delete') return [];
  if (set) return Object.entries(set).map(([column, assigned]) => [column, sqlOf(assigned)]);
  const writable = columns.filter((column) => column.generation === null && !column.ownIdentity);
  if (command === 'insert') {
    if (!row) return [];
    return writable.map(({ name }) => [name, literal(row[name] ?? null)]);
  }
  const column = writable.find((each) => standing.update || each.update) ?? writable[0];
  return column ? [[column.name, ident(column.name)]] : [];
}

function needsOf(
  table: Table,
  { command, set, key, returning, named }: {
    command: Command;
    set: Intent['set'];
    key: string[];
    returning: boolean;
    /** What it answers. */
    named: string[];
  },
): Intent['needs'] {
  const every = table.columns.map(({ name }) => name);
  const reading = (names: string[], purpose: string) =>
    names.map((column) => ({ privilege: 'SELECT' as const, column, for: purpose }));
  const find = reading(key, 'to find the row');
  const answer = returning ? reading(named, 'to return it') : [];
  if (command === 'select') return reading([...new Set([...named, ...key])], 'to see it');
  if (command === 'delete') {
    return [{ privilege: 'DELETE', column: null, for: 'to remove it' }, ...find, ...answer];
  }
  const mentioned = set.flatMap(([, sql]) => columnsIn(sql, every));
  const privilege = command === 'insert' ? 'INSERT' as const : 'UPDATE' as const;
  // For DEFAULT VALUES the right to any column will do.
  const columns = set.length > 0 ? set.map(([column]) => column) : [null];
  return [
    ...columns.map((column) => ({ privilege, column, for: 'to write it' })),
    ...command === 'update' ? reading(mentioned, 'for the new value') : [],
    ...find,
    ...answer,
  ];
}

/** The columns of the table that an expression names, in itself or behind the table's name. */
function columnsIn(sql: string, every: string[]): string[] {
  if (sql === 'default') return [];
  const paths = [...nodesOf(parseExpression(sql))].map(columnPath);
  return [...new Set(paths.flatMap((path) => path?.at(-1) ?? []))]
    .filter((name) => every.includes(name));
}

function writeOf(table: Table, command: Command, set: Intent['set'], list: string) {
  const name = qualified(table);
  return (where: string | null): string => {
    const filter = where ? ` where ${where}` : '';
    if (command === 'select') return `select ${list} from ${name}${filter}`;
    if (command === 'delete') return `delete from ${name}${filter}`;
    if (command === 'update') {
      const changes = set.map(([column, sql]) => `${ident(column)} = ${sql}`).join(', ');
      return `update ${name} set ${changes}${filter}`;
    }
    const [columns, values] = [set.map(([column]) => ident(column)), set.map(([, sql]) => sql)];
    if (where) return `insert into ${name} (${columns}) select ${values} where ${where}`;
    return set.length === 0
      ? `insert into ${name} default values`
      : `insert into ${name} (${columns}) values (${values})`;
  };
}
