import { createTableRelationsHelpers, extractTablesRelationalConfig } from 'drizzle-orm';
import type { ExtractTablesWithRelations } from 'drizzle-orm';
import { PgDatabase, PgDialect } from 'drizzle-orm/pg-core';
import { PostgresJsSession } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import type { Database, Tables } from '../../../../src/db/client.ts';
import type { Result, Statement } from './connection/connection.ts';
import { insideTransaction, metered } from './meter.ts';
import { encodeParameter } from './connection/parameters.ts';
import type { Pool } from './pool.ts';
import type { Scope } from './scope.ts';
import { assertAllowed, transactionModes } from './statements.ts';
import { currentTraceparent, inSpan, type SpanStart } from '../traces/span.ts';
import { Transaction } from './transaction.ts';

type Run = (statement: Omit<Statement, 'lead'>) => Promise<Result>;

/** A statement as Drizzle awaits it: for objects as it is, or for arrays through `values()`. */
interface Pending extends PromiseLike<Result> {
  values(): Promise<Result>;
}

/** The part of the driver's interface that Drizzle uses inside a transaction. */
interface TransactionClient {
  unsafe(text: string, parameters?: unknown[]): Pending;
  savepoint<T>(fn: (client: TransactionClient) => Promise<T>): Promise<T>;
}

/** The part that it uses outside. */
interface Client {
  unsafe(text: string, parameters?: unknown[]): Pending;
  begin<T>(fn: (client: TransactionClient) => Promise<T>): Promise<T>;
}

/** Makes databases over one schema whose statements carry a scope. */
export function facade<S extends Tables>(pool: Pool, schema: S) {
  const { tables, tableNamesMap } = extractTablesRelationalConfig<ExtractTablesWithRelations<S>>(
    schema,
    createTableRelationsHelpers,
  );
  const relations = { fullSchema: schema, schema: tables, tableNamesMap };
  const dialect = new PgDialect();

  return (scope: Scope): Database<S> => {
    // Drizzle asks for the whole driver and calls these members only; the door's tests go through
    // every way in which it does.
    const client = scopedClient(pool, scope) as unknown as Sql;
    return new PgDatabase(dialect, new PostgresJsSession(client, dialect, relations), relations);
  };
}

function scopedClient(pool: Pool, scope: Scope): Client {
  return {
    unsafe: sender((statement) => {
      const lead = { commands: [], scope, traceparent: currentTraceparent() };
      return pool.with(scope.borrower, (connection) => connection.run({ ...statement, lead }));
    }),
    async begin(fn) {
      const transaction = new Transaction(pool, scope);
      let value;
      try {
        value = await insideTransaction(() => fn(transactionClient(transaction)));
      } catch (error) {
        await transaction.rollback();
        throw error;
      }
      await transaction.commit();
      return value;
    },
  };
}

function transactionClient(transaction: Transaction): TransactionClient {
  const send = sender((statement) => transaction.run(statement));
  const client: TransactionClient = {
    unsafe(text, parameters) {
      const modes = transactionModes(text);
      if (modes === undefined) return send(text, parameters);
      transaction.setModes(modes);
      const nothing = Promise.resolve(Object.assign([], { command: 'SET', count: 0 }));
      return Object.assign(nothing, { values: () => nothing });
    },
    savepoint: (fn) => transaction.savepoint(() => fn(client)),
  };
  return client;
}

/** Checks and encodes before a connection is taken, and waits to be awaited, as the driver does. */
const sender = (run: Run) => (text: string, parameters: unknown[] = []): Pending => {
  const send = (rows: Statement['rows']): Promise<Result> =>
    metered(text, () =>
      inSpan(() => spanOf(text), async (span) => {
        assertAllowed(text);
        const result = await run({ text, parameters: parameters.map(encodeParameter), rows });
        span?.set({ 'db.response.returned_rows': result.length });
        return result;
      }));
  return {
    values: () => send('values'),
    then: (fulfilled, rejected) => send('objects').then(fulfilled, rejected),
  };
};

/** Its text has placeholders where the values are. */
function spanOf(text: string): SpanStart {
  const operation = /[a-z]+/i.exec(text)?.[0].toUpperCase() ?? '';
  return {
    name: operation,
    kind: 'client',
    attributes: {
      'db.system.name': 'postgresql',
      'db.operation.name': operation,
      'db.query.text': text,
    },
  };
}
