import type { Buffer } from 'node:buffer';
import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { Conversation, type Lead } from './conversation.ts';
import { DoorError } from '../errors.ts';
import type { TransactionStatus } from './wire.ts';

/**
 * Stands where the driver expects its socket. Bytes pass through a Conversation both ways, and the
 * connection is destroyed when that objects.
 */
export class Guard extends EventEmitter {
  host = '';
  port = 0;
  #socket: Socket | null = null;
  #closed = false;
  readonly #conversation = new Conversation({
    toServer: (bytes) => this.#socket?.write(bytes),
    // Later: the driver is still inside its own write and would write over its buffer.
    toDriver: (bytes) => queueMicrotask(() => this.#closed || this.emit('data', bytes)),
  });

  get closed(): boolean {
    return this.#closed;
  }

  /** The next caller may have the connection. */
  get reusable(): boolean {
    return !this.#closed && this.#conversation.idle;
  }

  get status(): TransactionStatus {
    return this.#conversation.status;
  }

  get readyState(): 'open' | 'closed' {
    return this.#closed ? 'closed' : 'open';
  }

  /** Lets the next statement pass: see Conversation.admit. */
  admit(lead: Lead): string {
    if (this.#closed) throw new DoorError('CONNECTION_CLOSED', 'The connection is closed');
    return this.#conversation.admit(lead);
  }

  /** Takes over a connected socket; a guard serves one in its life. */
  attach(socket: Socket): void {
    this.#socket = socket;
    this.host = socket.remoteAddress ?? '';
    this.port = socket.remotePort ?? 0;
    // A flight larger than a segment would otherwise wait for an acknowledgement.
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) =>
      this.#attempt(() => {
        for (const part of this.#conversation.fromServer(chunk)) this.emit('data', part);
      }));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.#lost());
  }

  write(chunk: Buffer): boolean {
    this.#attempt(() => this.#conversation.fromDriver(chunk));
    return true;
  }

  end(farewell: Buffer): void {
    this.write(farewell);
    this.#closed = true;
    this.#socket?.once('close', () => this.emit('close', false));
    this.#socket?.end();
  }

  /** Closes at once; a statement in the air fails with the reason. */
  destroy(reason?: Error): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#socket?.destroy();
    // Without a listener an `error` event would end the process.
    if (reason && this.listenerCount('error') > 0) this.emit('error', reason);
    this.emit('close', reason !== undefined);
  }

  pause(): void {
    this.#socket?.pause();
  }

  resume(): void {
    this.#socket?.resume();
  }

  setKeepAlive(on: boolean, delayMs: number): void {
    this.#socket?.setKeepAlive(on, delayMs);
  }

  #attempt(step: () => void): void {
    if (this.#closed) return;
    try {
      step();
    } catch (error) {
      const known = error instanceof DoorError;
      this.destroy(
        known
          ? error
          : new DoorError('PROTOCOL_VIOLATION', 'A message is malformed', { cause: error }),
      );
    }
  }

  #lost(): void {
    if (this.#closed) return;
    for (const part of this.#conversation.hangUp()) this.emit('data', part);
    this.destroy(new DoorError('CONNECTION_CLOSED', 'The server closed the connection'));
  }
}
