import { Connection, type ConnectionOptions } from './connection/connection.ts';
import { DoorError, PoolSaturatedError } from './errors.ts';
import type { Scope } from './scope.ts';

/** Whom a connection is lent to; the system shares its pool with nobody. */
type Borrower = Scope['borrower'];

export interface PoolOptions extends ConnectionOptions {
  size: number;
  /** How long a caller waits for a connection, and how many may wait at once. */
  acquireTimeoutMs: number;
  maxQueue: number;
  /** An idle connection is closed after this long, and any after its lifetime. */
  idleTimeoutMs: number;
  maxLifetimeMs: number;
}

interface Waiter {
  resolve(connection: Connection): void;
  reject(error: Error): void;
  timer: ReturnType<typeof setTimeout>;
}

/**
 * A bounded number of connections, and a bounded wait for them. Nobody has all of either: one place
 * and half of the line are always left for others, and those who wait take turns.
 */
export class Pool {
  readonly #all = new Set<Connection>();
  readonly #idle: Connection[] = [];
  readonly #idleTimers = new Map<Connection, ReturnType<typeof setTimeout>>();
  readonly #lent = new Map<Connection, Borrower>();
  readonly #held = new Map<Borrower, number>();
  /** In the order in which they will be served. */
  readonly #waiting = new Map<Borrower, Set<Waiter>>();
  #waiters = 0;
  #ended = false;
  #drained = () => {};

  constructor(private readonly options: PoolOptions) {}

  /** Lends a connection to `use` alone, and takes it back whatever happens. */
  async with<T>(borrower: Borrower, use: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.acquire(borrower);
    try {
      return await use(connection);
    } finally {
      this.release(connection);
    }
  }

  /** Throws PoolSaturatedError when none comes free in time. */
  acquire(borrower: Borrower): Promise<Connection> {
    if (this.#ended) return Promise.reject(new DoorError('DOOR_CLOSED', 'The door is closed'));
    const connection = this.#mayBorrow(borrower) ? this.#vacant() : undefined;
    if (!connection) return this.#wait(borrower);
    return Promise.resolve(this.#lend(connection, borrower));
  }

  /** Takes a connection back; one that is not clean is closed, never handed on. */
  release(connection: Connection): void {
    this.#takeBack(connection);
    if (!connection.reusable) connection.destroy();
    if (connection.closed) return this.#forget(connection);
    if (this.#ended || Date.now() - connection.openedAt > this.options.maxLifetimeMs) {
      void connection.end();
    } else if (!this.#serve(connection)) this.#rest(connection);
  }

  /** Closes the idle connections, and waits for the lent ones to come back and close. */
  async end(): Promise<void> {
    this.#ended = true;
    for (const [borrower, waiters] of this.#waiting) {
      for (const waiter of waiters) {
        this.#dismiss(borrower, waiter).reject(new DoorError('DOOR_CLOSED', 'The door is closed'));
      }
    }
    const drained = new Promise<void>((done) => this.#drained = done);
    await Promise.all(this.#idle.splice(0).map((connection) => connection.end()));
    if (this.#all.size > 0) await drained;
  }

  #mayBorrow(borrower: Borrower): boolean {
    const { size } = this.options;
    const share = borrower === null ? size : Math.max(1, size - 1);
    return (this.#held.get(borrower) ?? 0) < share;
  }

  #lend(connection: Connection, borrower: Borrower): Connection {
    this.#lent.set(connection, borrower);
    this.#held.set(borrower, (this.#held.get(borrower) ?? 0) + 1);
    return connection;
  }

  #takeBack(connection: Connection): void {
    const borrower = this.#lent.get(connection);
    if (borrower === undefined) return;
    this.#lent.delete(connection);
    const left = (this.#held.get(borrower) ?? 1) - 1;
    if (left > 0) this.#held.set(borrower, left);
    else this.#held.delete(borrower);
  }

  /** One that nobody has, opened if need be. */
  #vacant(): Connection | undefined {
    const idle = this.#idle.pop();
    if (!idle) return this.#all.size < this.options.size ? this.#open() : undefined;
    clearTimeout(this.#idleTimers.get(idle));
    this.#idleTimers.delete(idle);
    return idle;
  }

  #open(): Connection {
    const connection = new Connection(this.options, () => this.#forget(connection));
    this.#all.add(connection);
    return connection;
  }

  #rest(connection: Connection): void {
    this.#idle.push(connection);
    const timer = setTimeout(() => {
      this.#forget(connection);
      void connection.end();
    }, this.options.idleTimeoutMs);
    this.#idleTimers.set(connection, timer);
  }

  /** A closed connection leaves a place, which goes to whoever's turn it is. */
  #forget(connection: Connection): void {
    clearTimeout(this.#idleTimers.get(connection));
    this.#idleTimers.delete(connection);
    const at = this.#idle.indexOf(connection);
    if (at >= 0) this.#idle.splice(at, 1);
    this.#takeBack(connection);
    if (!this.#all.delete(connection)) return;
    if (this.#all.size === 0) this.#drained();
    if (this.#next()) this.#serve(this.#vacant());
  }

  #wait(borrower: Borrower): Promise<Connection> {
    const { maxQueue, acquireTimeoutMs } = this.options;
    const retryAfter = Math.max(1, Math.ceil(acquireTimeoutMs / 1000));
    const own = this.#waiting.get(borrower) ?? new Set();
    const part = borrower === null ? maxQueue : Math.ceil(maxQueue / 2);
    if (this.#waiters >= maxQueue || own.size >= part) {
      return Promise.reject(
        new PoolSaturatedError(`${this.#waiters} callers wait for a connection`, retryAfter),
      );
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#dismiss(borrower, waiter).reject(
          new PoolSaturatedError(`No connection came free in ${acquireTimeoutMs} ms`, retryAfter),
        );
      }, acquireTimeoutMs);
      const waiter: Waiter = { resolve, reject, timer };
      this.#waiting.set(borrower, own.add(waiter));
      this.#waiters += 1;
    });
  }

  /** Whose turn it is, with whom of theirs waits longest. */
  #next(): [Borrower, Waiter] | undefined {
    for (const [borrower, [waiter]] of this.#waiting) {
      if (waiter && this.#mayBorrow(borrower)) return [borrower, waiter];
    }
    return undefined;
  }

  /** Lends the connection to whoever's turn it is; false when nobody may have it. */
  #serve(connection: Connection | undefined): boolean {
    const next = connection && this.#next();
    if (!next) return false;
    const [borrower, waiter] = next;
    this.#dismiss(borrower, waiter).resolve(this.#lend(connection, borrower));
    // The rest of theirs goes behind everybody else.
    const rest = this.#waiting.get(borrower);
    if (rest && this.#waiting.delete(borrower)) this.#waiting.set(borrower, rest);
    return true;
  }

  #dismiss(borrower: Borrower, waiter: Waiter): Waiter {
    clearTimeout(waiter.timer);
    const own = this.#waiting.get(borrower);
    if (own?.delete(waiter)) this.#waiters -= 1;
    if (own?.size === 0) this.#waiting.delete(borrower);
    return waiter;
  }
}
