import postgres from 'postgres';
import type { Lead } from './conversation.ts';
import type { Endpoint } from './endpoint.ts';
import { DoorError } from '../errors.ts';
import { Guard } from './guard.ts';
import { resultTypes } from './parameters.ts';
import { connect } from './socket.ts';
import type { TransactionStatus } from './wire.ts';

/** One statement as it goes to the driver. */
export interface Statement {
  text: string;
  parameters: (string | null)[];
  lead: Lead;
  /** `values` gives rows as arrays, for Drizzle to map; `objects` as the driver names them. */
  rows: 'values' | 'objects';
}

/** The rows, with the command's name, the number of rows it touched, and what its columns are called. */
export type Result = unknown[] & {
  command: string;
  count: number;
  columns?: { name: string }[];
};

export interface ConnectionOptions {
  endpoint: Endpoint;
  connectTimeoutMs: number;
  /** How long a statement may go without its whole answer. */
  answerTimeoutMs: number;
  /** Is told of every statement that took longer than this, failed or not. */
  slowStatementMs: number;
  onSlowStatement: (text: string, ms: number) => void;
}

/**
 * One connection for its whole life: a driver limited to one socket, with a guard in front of it.
 * It runs one statement at a time and never connects again. That leaves the driver nothing to
 * queue, pipeline, retry or hand from one caller to the next.
 */
export class Connection {
  readonly openedAt = Date.now();
  readonly #guard = new Guard();
  readonly #driver: postgres.Sql;
  #connected = false;

  constructor(private readonly options: ConnectionOptions, onClose: () => void) {
    const { host, port, user, password, database, applicationName } = options.endpoint;
    this.#guard.once('close', onClose);
    // `socket` is documented, but absent from the driver's types.
    const settings: postgres.Options<Record<string, postgres.PostgresType>> & {
      socket: () => Promise<Guard>;
    } = {
      host,
      port,
      user,
      password,
      database,
      socket: () => this.#open(),
      connection: { application_name: applicationName },
      max: 1,
      ssl: false,
      prepare: false,
      fetch_types: false,
      idle_timeout: 0,
      max_lifetime: null,
      connect_timeout: options.connectTimeoutMs / 1000,
      onnotice: () => {},
      types: resultTypes,
    };
    this.#driver = postgres(settings);
  }

  get status(): TransactionStatus {
    return this.#guard.status;
  }

  get closed(): boolean {
    return this.#guard.closed;
  }

  /** Open, silent and outside any transaction. */
  get reusable(): boolean {
    return this.#guard.reusable;
  }

  /**
   * Runs one statement. Errors of Postgres keep the connection; after any other the connection is
   * gone, since what it still had in hand can not be known.
   */
  async run({ text, parameters, lead, rows }: Statement): Promise<Result> {
    const ticket = this.#guard.admit(lead);
    const { slowStatementMs, onSlowStatement } = this.options;
    const answerTimeoutMs = this.options.answerTimeoutMs + (lead.scope?.longerByMs ?? 0);
    const started = performance.now();
    const timer = setTimeout(() => {
      this.destroy(new DoorError('NO_ANSWER', `No answer within ${answerTimeoutMs} ms`));
    }, answerTimeoutMs);
    try {
      const query = this.#driver.unsafe(ticket + text, parameters, EXTENDED);
      // The driver counts rows on, across an error that ends a result half-way, and would put the
      // next statement's rows behind a gap: so they are collected here.
      const found: unknown[] = [];
      const collect = (row: unknown) => void found.push(row);
      const pending = rows === 'values' ? query.values() : query;
      const { command, count, columns } = await (pending as typeof query).forEach(collect);
      return Object.assign(found, { command, count, columns });
    } catch (error) {
      if (!(error instanceof postgres.PostgresError)) this.destroy();
      throw error;
    } finally {
      clearTimeout(timer);
      const ms = performance.now() - started;
      if (ms >= slowStatementMs) onSlowStatement(text, ms);
    }
  }

  destroy(reason?: Error): void {
    this.#guard.destroy(reason);
  }

  /** Says goodbye to the server and closes. */
  async end(): Promise<void> {
    if (!this.closed) await this.#driver.end({ timeout: 1 });
  }

  async #open(): Promise<Guard> {
    if (this.#connected) throw new DoorError('CONNECTION_CLOSED', 'The connection is closed');
    this.#connected = true;
    try {
      const socket = await connect(this.options.endpoint, this.options.connectTimeoutMs);
      this.#guard.attach(socket);
    } catch (error) {
      // The driver never learns of a socket it did not get, so the guard reports the end.
      this.#guard.destroy();
      throw error;
    }
    return this.#guard;
  }
}

/** Parse, Bind and Execute even without parameters: a Simple Query could carry two statements. */
const EXTENDED = { prepare: false, simple: false };
