/**
 * Framing of the PostgreSQL wire protocol, version 3: one byte of type, four of length (which
 * counts itself), the body. https://www.postgresql.org/docs/17/protocol-message-formats.html
 */
import { Buffer } from 'node:buffer';

const HEADER = 5;
const EMPTY = Buffer.alloc(0);

/** One complete message; `body` excludes the type and the length. */
export interface Message {
  type: string;
  body: Buffer;
}

/** A message with its header. */
export function frame(type: string, body: Buffer = EMPTY): Buffer {
  const message = Buffer.allocUnsafe(HEADER + body.length);
  message.write(type, 0, 'latin1');
  message.writeInt32BE(body.length + 4, 1);
  body.copy(message, HEADER);
  return message;
}

/** `Parse` of the unnamed statement; the server infers every parameter's type. */
export const parse = (text: string): Buffer => frame('P', Buffer.from(`\0${text}\0\0\0`));

/** `Bind` of the unnamed statement to the unnamed portal: text in, text out. */
export function bind(parameters: readonly string[]): Buffer {
  const head = Buffer.alloc(6);
  head.writeInt16BE(parameters.length, 4);
  const values = parameters.flatMap((parameter) => {
    const value = Buffer.from(parameter);
    const length = Buffer.allocUnsafe(4);
    length.writeInt32BE(value.length);
    return [length, value];
  });
  return frame('B', Buffer.concat([head, ...values, Buffer.alloc(2)]));
}

/** `Execute` of the unnamed portal, all rows. */
export const execute = frame('E', Buffer.alloc(5));

export const sync = frame('S');

/** A statement without result columns the caller wants described: parsed, bound and run. */
export const run = (text: string, parameters: readonly string[] = []): Buffer =>
  Buffer.concat([parse(text), bind(parameters), execute]);

/** What the server says to `Sync`: `I` idle, `T` in a transaction, `E` in a failed one. */
export type TransactionStatus = 'I' | 'T' | 'E';

export const readyForQuery = (status: TransactionStatus): Buffer => frame('Z', Buffer.from(status));

/** The server's answer to `Parse` and `Describe` of a statement whose columns come later. */
export const described = (parameterTypes: Buffer): Buffer =>
  Buffer.concat([frame('1'), frame('t', parameterTypes)]);

/**
 * The unnamed statement in a `Parse` body: its text and, as the protocol writes them, the number
 * of parameter types and the types. Throws a RangeError when the statement is named.
 */
export function readParse(body: Buffer): { text: Buffer; parameterTypes: Buffer } {
  if (body[0] !== 0) throw new RangeError('A named statement has no place behind a pooler');
  const end = body.indexOf(0, 1);
  return { text: body.subarray(1, end), parameterTypes: body.subarray(end + 1) };
}

/** Cuts a byte stream into complete messages. */
export class MessageReader {
  #rest: Buffer = EMPTY;

  *read(chunk: Buffer): Generator<Message> {
    let bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    while (bytes.length >= HEADER) {
      const end = 1 + bytes.readInt32BE(1);
      if (end < HEADER) throw new RangeError('A message is shorter than its header');
      if (bytes.length < end) break;
      yield { type: String.fromCharCode(bytes[0] ?? 0), body: bytes.subarray(HEADER, end) };
      bytes = bytes.subarray(end);
    }
    this.#rest = bytes;
  }
}

/** Says whether a message of this type goes on to the reader; `status` is known for `Z` only. */
export type Verdict = (type: string, status: string) => boolean;

/**
 * Lets a byte stream through, message by message, without ever holding a whole one: a row of many
 * megabytes passes in the pieces in which it arrived.
 */
export class MessageSieve {
  #rest: Buffer = EMPTY;
  #left = 0;
  #passes = false;

  constructor(private readonly verdict: Verdict) {}

  /** The parts of the chunk that pass, in order and without copying. */
  sift(chunk: Buffer): Buffer[] {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = EMPTY;
    const passed: Buffer[] = [];
    let from = 0;
    let at = 0;
    const cut = () => {
      if (this.#passes && at > from) passed.push(bytes.subarray(from, at));
      from = at;
    };

    while (at < bytes.length) {
      if (this.#left === 0) {
        const type = String.fromCharCode(bytes[at] ?? 0);
        const needed = type === 'Z' ? HEADER + 1 : HEADER;
        if (bytes.length - at < needed) break;
        const length = bytes.readInt32BE(at + 1);
        if (length < 4) throw new RangeError('A message is shorter than its header');
        const passes = this.verdict(
          type,
          type === 'Z' ? String.fromCharCode(bytes[at + 5] ?? 0) : '',
        );
        if (passes !== this.#passes) cut();
        this.#passes = passes;
        this.#left = 1 + length;
      }
      const step = Math.min(this.#left, bytes.length - at);
      this.#left -= step;
      at += step;
    }
    cut();
    this.#rest = bytes.subarray(at);
    return passed;
  }
}
