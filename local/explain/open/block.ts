import { evaluateConditions } from '../evaluate/conditions.ts';
import { LONGEST } from '../evaluate/rows.ts';
import type { Opened } from '../explanation.ts';
import { deparse, type Node, parseExpression } from '../expression/grammar.ts';
import type { Block, Statement } from './plpgsql.ts';
import { bind, isCalled, readValues, type Scope } from './scope.ts';

/** What a text came to, or why that could not be told. */
export type Came = { value: string | null } | { closed: string };

/** How the results of a block are read. */
interface Results {
  value(sql: string): Promise<Came>;
  rows(sql: string): Promise<Came>;
  call(node: Node): Promise<Opened | undefined>;
}

/** Goes through a block as PL/pgSQL would: variables get values, branches are taken. */
export async function runBlock(
  block: Block,
  scope: Scope,
  opened: Opened,
  results: Results,
): Promise<Came> {
  const types = new Map<string, string>();
  for (const { name, type, value } of block.declarations) {
    types.set(name, type);
    await assign(name, value ?? 'null');
  }
  return await through(block.statements) ?? { value: null };

  async function assign(name: string, sql: string): Promise<void> {
    const type = types.get(name) ?? 'text';
    const node = parseExpression(`(${sql})::${type}`);
    const inside = await results.call(bind(node, scope));
    const [read] = await readValues(scope, [node]);
    const called = isCalled(node, scope);
    const value = read?.value ?? null;
    scope.variables.set(name, { value, type, called });
    const shown = value?.slice(0, LONGEST) ?? null;
    opened.variables.push({
      name,
      text: sql.trim(),
      value: shown,
      ...inside && { opened: inside },
    });
  }

  /** Up to a RETURN; undefined where there was none. */
  async function through(statements: Statement[]): Promise<Came | undefined> {
    for (const statement of statements) {
      const came = await one(statement);
      if (came) return came;
    }
    return undefined;
  }

  async function one(statement: Statement): Promise<Came | undefined> {
    switch (statement.kind) {
      case 'other':
        return { closed: `its text goes on with: ${statement.text.replaceAll(/\s+/g, ' ')}` };
      case 'assign':
        if (!types.has(statement.name)) return { closed: `it writes ${statement.name}` };
        return void await assign(statement.name, statement.sql);
      case 'return':
        if (statement.sql === '') return undefined;
        return await (statement.query ? results.rows : results.value)(statement.sql);
      case 'if':
        for (const { condition, statements } of statement.branches) {
          if (condition === null || await holds(condition)) return await through(statements);
        }
    }
    return undefined;
  }

  async function holds(text: string): Promise<boolean> {
    const bound = deparse(bind(parseExpression(text), scope));
    const [condition] = await evaluateConditions(scope.run, [bound], '(select) as nothing');
    if (condition) opened.branches.push({ ...condition, text });
    return condition?.value === true;
  }
}
