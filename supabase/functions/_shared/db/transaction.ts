import type { Connection, Result, Statement } from './connection/connection.ts';
import { DoorError } from './errors.ts';
import type { Pool } from './pool.ts';
import { currentTraceparent } from '../traces/span.ts';
import type { Scope } from './scope.ts';

const LOST = 'The server rolled the transaction back';

/**
 * One transaction. BEGIN and the savepoints cost no flight of their own: they wait until the next
 * statement goes out and travel ahead of it. Every statement carries the scope again, since a
 * rolled back savepoint takes the settings made inside it along.
 */
export class Transaction {
  #connection: Connection | null = null;
  #pending = ['begin'];
  #failure: unknown;
  #over = false;
  #savepoints = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly pool: Pool, private readonly scope: Scope) {}

  /** Isolation level and access mode; they bind only ahead of the first statement. */
  setModes(modes: string): void {
    if (this.#pending[0] !== 'begin') {
      throw new DoorError('STATEMENT_REFUSED', 'A transaction has its modes from the start');
    }
    this.#pending[0] += modes;
  }

  /** Statements go one after the other, also when their caller did not wait. */
  run(statement: Omit<Statement, 'lead'>): Promise<Result> {
    return this.#inTurn(async () => {
      const connection = await this.#join();
      const lead = {
        commands: this.#pending,
        scope: this.scope,
        traceparent: currentTraceparent(),
      };
      this.#pending = [];
      try {
        return await connection.run({ ...statement, lead });
      } catch (error) {
        this.#failure ??= error;
        throw error;
      }
    });
  }

  /** Runs `fn` in a savepoint, which is undone when `fn` throws or one of its statements failed. */
  async savepoint<T>(fn: () => Promise<T>): Promise<T> {
    const name = `s${this.#savepoints++}`;
    this.#pending.push(`savepoint ${name}`);
    try {
      const value = await fn();
      await this.#turn;
      if (this.#failure !== undefined) throw this.#failure;
      this.#leave(name, [`release savepoint ${name}`]);
      return value;
    } catch (error) {
      await this.#turn;
      this.#leave(name, [`rollback to savepoint ${name}`, `release savepoint ${name}`]);
      this.#failure = undefined;
      throw error;
    }
  }

  /** Throws what a statement failed with, even if the caller caught it: nothing is half done. */
  commit(): Promise<void> {
    return this.#finish(async (connection) => {
      if (this.#failure !== undefined) {
        await this.#rollback(connection);
        throw this.#failure;
      }
      // Outside a transaction COMMIT succeeds, with a warning and nothing committed.
      if (connection.status === 'I') throw new DoorError('TRANSACTION_OVER', LOST);
      const { command } = await connection.run(ending('commit', this.#pending));
      if (command !== 'COMMIT') throw new DoorError('TRANSACTION_OVER', LOST);
    });
  }

  rollback(): Promise<void> {
    return this.#finish((connection) => this.#rollback(connection));
  }

  async #rollback(connection: Connection): Promise<void> {
    if (connection.closed || connection.status === 'I') return;
    // Its failure would mask the error that led here; the connection then is closed, not handed on.
    await connection.run(ending('rollback', [])).catch(() => connection.destroy());
  }

  #finish(end: (connection: Connection) => Promise<void>): Promise<void> {
    return this.#inTurn(async () => {
      this.#over = true;
      const connection = this.#connection;
      if (!connection) return;
      try {
        await end(connection);
      } finally {
        this.pool.release(connection);
      }
    });
  }

  async #join(): Promise<Connection> {
    if (this.#over) throw new DoorError('TRANSACTION_OVER', 'The transaction is over');
    if (!this.#connection) return this.#connection = await this.pool.acquire(this.scope.borrower);
    // Without this a BEGIN that failed would leave the rest to run outside a transaction.
    if (this.#connection.closed || this.#connection.status === 'I') {
      throw new DoorError('TRANSACTION_OVER', LOST, { cause: this.#failure });
    }
    return this.#connection;
  }

  #leave(name: string, commands: string[]): void {
    const unsent = this.#pending.indexOf(`savepoint ${name}`);
    if (unsent >= 0) this.#pending.length = unsent;
    else this.#pending.push(...commands);
  }

  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(step);
    this.#turn = result.catch(() => {});
    return result;
  }
}

const ending = (text: 'commit' | 'rollback', commands: string[]): Statement => ({
  text,
  parameters: [],
  rows: 'objects',
  lead: { commands, scope: null },
});
