import { Buffer } from 'node:buffer';
import { EventEmitter } from 'node:events';
import { connect, type Socket } from 'node:net';
import postgres from 'postgres';
import { parseEndpoint } from '../../supabase/functions/_shared/db/connection/endpoint.ts';
import {
  described,
  MessageReader,
  readParse,
} from '../../supabase/functions/_shared/db/connection/wire.ts';

/**
 * The driver with nothing between it and the server but this: asked to describe a statement, the
 * socket answers at once and holds the request back, so that the statement leaves in one flight.
 * It checks nothing, adds no scope and runs as the connection's own user.
 */
export function openOneFlight(url: string, poolSize: number): postgres.Sql {
  const { host, port } = parseEndpoint(url);
  // `socket` is documented, but absent from the driver's types.
  const settings: postgres.Options<Record<string, postgres.PostgresType>> & {
    socket: () => Promise<OneFlightSocket>;
  } = {
    max: poolSize,
    prepare: false,
    fetch_types: false,
    onnotice: () => {},
    socket: () =>
      new Promise((resolve, reject) => {
        const socket = connect(port, host, () => resolve(new OneFlightSocket(socket)));
        socket.once('error', reject);
      }),
  };
  return postgres(url, settings);
}

class OneFlightSocket extends EventEmitter {
  #held: Buffer[] = [];

  constructor(private readonly socket: Socket) {
    super();
    socket.setNoDelay(true);
    for (const event of ['data', 'error', 'close'] as const) {
      socket.on(event, (value) => this.emit(event, value));
    }
  }

  get readyState(): string {
    return this.socket.readyState;
  }

  write(chunk: Buffer): boolean {
    const flush = chunk.at(-5) === 0x48 && chunk[0] === 0x50;
    if (!flush) {
      const flight = Buffer.concat([...this.#held, chunk]);
      this.#held = [];
      return this.socket.write(flight);
    }
    const [parse] = new MessageReader().read(chunk);
    const answer = described(parse ? readParse(parse.body).parameterTypes : Buffer.alloc(2));
    this.#held = [Buffer.from(chunk.subarray(0, -5))];
    // Later: the driver is still inside its own write and would write over its buffer.
    queueMicrotask(() => this.emit('data', answer));
    return true;
  }

  end(farewell: Buffer): void {
    this.socket.end(farewell);
  }

  destroy(): void {
    this.socket.destroy();
  }

  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  setKeepAlive(on: boolean, delayMs: number): void {
    this.socket.setKeepAlive(on, delayMs);
  }
}
