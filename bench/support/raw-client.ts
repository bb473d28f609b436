/**
 * The floor under every statement: Parse, Bind, Describe, Execute and Sync of one statement in one
 * write, as the connection's own user, with values left as text. No scope, no driver, no query
 * builder. Runs on Node and in Deno.
 */
import { Buffer } from 'node:buffer';
import { connect, type Socket } from 'node:net';
import { parseEndpoint } from '../../supabase/functions/_shared/db/connection/endpoint.ts';
import {
  bind,
  execute,
  frame,
  type Message,
  MessageReader,
  parse,
  sync,
} from '../../supabase/functions/_shared/db/connection/wire.ts';
import { answerChallenge } from './scram.ts';

/** Rows in the order of the statement's columns, values in Postgres's text form. */
export type RawRow = (string | null)[];

export interface RawClient {
  /** One flight. A client that has not answered yet refuses the next; a pool makes it wait. */
  query(text: string, parameters?: readonly string[]): Promise<RawRow[]>;
  end(): void;
}

const describePortal = frame('D', Buffer.from('P\0'));

/** Connects over plain TCP and logs in with SCRAM. */
export async function connectRaw(url: string): Promise<RawClient> {
  const { host, port, user, password, database } = parseEndpoint(url);
  const socket = connect(port, host);
  socket.setNoDelay(true);
  const conversation = new Conversation(socket);
  await conversation.ask(startup(user, database), answerChallenge(password));
  return {
    query: (text, parameters = []) =>
      conversation.ask(
        Buffer.concat([parse(text), bind(parameters), describePortal, execute, sync]),
      ),
    end: () => void socket.end(frame('X')),
  };
}

/** Many clients behind one queue, as a pool has them. */
export async function openRawPool(
  url: string,
  size: number,
): Promise<RawClient> {
  const clients = await Promise.all(Array.from({ length: size }, () => connectRaw(url)));
  const idle = [...clients];
  const waiting: ((client: RawClient) => void)[] = [];
  return {
    async query(text, parameters) {
      const client = idle.pop() ?? await new Promise<RawClient>((resolve) => waiting.push(resolve));
      try {
        return await client.query(text, parameters);
      } finally {
        const next = waiting.shift();
        if (next) next(client);
        else idle.push(client);
      }
    },
    end: () => clients.forEach((client) => client.end()),
  };
}

/** A reply to the server's authentication request, if it wants one. */
export type Login = (request: Buffer) => Buffer | undefined;

class Conversation {
  readonly #reader = new MessageReader();
  #rows: RawRow[] = [];
  #fault: Error | undefined;
  #busy = false;
  #login: Login | undefined;
  #done: { resolve(rows: RawRow[]): void; reject(error: Error): void } | undefined;

  constructor(private readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => {
      for (const message of this.#reader.read(chunk)) this.#hear(message);
    });
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('The server closed the connection')));
  }

  ask(bytes: Buffer, login?: Login): Promise<RawRow[]> {
    if (this.#busy) return Promise.reject(new Error('The last statement is still in the air'));
    this.#busy = true;
    this.#rows = [];
    this.#fault = undefined;
    this.#login = login;
    return new Promise((resolve, reject) => {
      this.#done = { resolve, reject };
      this.socket.write(bytes);
    });
  }

  #hear({ type, body }: Message): void {
    if (type === 'D') this.#rows.push(readRow(body));
    else if (type === 'E') this.#fault = new Error(body.toString().replaceAll('\0', ' '));
    else if (type === 'R') {
      const reply = this.#login?.(body);
      if (reply) this.socket.write(frame('p', reply));
    }
    // An error before the first ReadyForQuery ends the connection, which `close` reports.
    if (type !== 'Z') return;
    this.#busy = false;
    if (this.#fault) this.#fail(this.#fault);
    else this.#done?.resolve(this.#rows);
  }

  #fail(error: Error): void {
    this.#done?.reject(this.#fault ?? error);
  }
}

function readRow(body: Buffer): RawRow {
  const row: RawRow = [];
  let at = 2;
  for (let left = body.readInt16BE(0); left > 0; left--) {
    const length = body.readInt32BE(at);
    at += 4;
    row.push(length < 0 ? null : body.toString('utf8', at, at + length));
    at += Math.max(0, length);
  }
  return row;
}

function startup(user: string, database: string): Buffer {
  const version = Buffer.from([0, 0, 0, 0, 0, 3, 0, 0]);
  const message = Buffer.concat([version, Buffer.from(`user\0${user}\0database\0${database}\0\0`)]);
  message.writeInt32BE(message.length);
  return message;
}
