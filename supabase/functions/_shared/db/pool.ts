import { Connection, type ConnectionOptions } from './connection/connection.ts';
import { DoorError, PoolSaturatedError } from './errors.ts';

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

/** A bounded number of connections, and a bounded wait for them. */
export class Pool {
  readonly #all = new Set<Connection>();
  readonly #idle: Connection[] = [];
  readonly #idleTimers = new Map<Connection, ReturnType<typeof setTimeout>>();
  readonly #waiting = new Set<Waiter>();
  #ended = false;
  #drained = () => {};

  constructor(private readonly options: PoolOptions) {}

  /** Lends a connection to `use` alone, and takes it back whatever happens. */
  async with<T>(use: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.acquire();
    try {
      return await use(connection);
    } finally {
      this.release(connection);
    }
  }

  /** Throws PoolSaturatedError when none comes free in time. */
  acquire(): Promise<Connection> {
    if (this.#ended) return Promise.reject(new DoorError('DOOR_CLOSED', 'The door is closed'));
    const idle = this.#takeIdle();
    if (idle) return Promise.resolve(idle);
    if (this.#all.size < this.options.size) return Promise.resolve(this.#open());
    return this.#wait();
  }

  /** Takes a connection back; one that is not clean is closed, never handed on. */
  release(connection: Connection): void {
    if (!connection.reusable) connection.destroy();
    if (connection.closed) return this.#forget(connection);
    const [next] = this.#waiting;
    if (this.#ended || Date.now() - connection.openedAt > this.options.maxLifetimeMs) {
      void connection.end();
    } else if (next) this.#serve(next, connection);
    else this.#rest(connection);
  }

  /** Closes the idle connections, and waits for the lent ones to come back and close. */
  async end(): Promise<void> {
    this.#ended = true;
    for (const waiter of this.#waiting) {
      this.#dismiss(waiter).reject(new DoorError('DOOR_CLOSED', 'The door is closed'));
    }
    const drained = new Promise<void>((done) => this.#drained = done);
    await Promise.all(this.#idle.splice(0).map((connection) => connection.end()));
    if (this.#all.size > 0) await drained;
  }

  #open(): Connection {
    const connection = new Connection(this.options, () => this.#forget(connection));
    this.#all.add(connection);
    return connection;
  }

  #takeIdle(): Connection | undefined {
    const connection = this.#idle.pop();
    if (connection) {
      clearTimeout(this.#idleTimers.get(connection));
      this.#idleTimers.delete(connection);
    }
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

  /** A closed connection leaves a place, which goes to whoever waits longest. */
  #forget(connection: Connection): void {
    clearTimeout(this.#idleTimers.get(connection));
    this.#idleTimers.delete(connection);
    const at = this.#idle.indexOf(connection);
    if (at >= 0) this.#idle.splice(at, 1);
    if (!this.#all.delete(connection)) return;
    if (this.#all.size === 0) this.#drained();
    const [next] = this.#waiting;
    if (next) this.#serve(next, this.#open());
  }

  #wait(): Promise<Connection> {
    const { maxQueue, acquireTimeoutMs } = this.options;
    const retryAfter = Math.max(1, Math.ceil(acquireTimeoutMs / 1000));
    if (this.#waiting.size >= maxQueue) {
      return Promise.reject(
        new PoolSaturatedError(`${maxQueue} callers wait for a connection`, retryAfter),
      );
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#dismiss(waiter).reject(
          new PoolSaturatedError(`No connection came free in ${acquireTimeoutMs} ms`, retryAfter),
        );
      }, acquireTimeoutMs);
      const waiter: Waiter = { resolve, reject, timer };
      this.#waiting.add(waiter);
    });
  }

  #serve(waiter: Waiter, connection: Connection): void {
    this.#dismiss(waiter).resolve(connection);
  }

  #dismiss(waiter: Waiter): Waiter {
    clearTimeout(waiter.timer);
    this.#waiting.delete(waiter);
    return waiter;
  }
}
