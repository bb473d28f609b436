import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import {
  frame,
  MessageReader,
  MessageSieve,
  parse,
  readParse,
  readyForQuery,
  run,
} from './wire.ts';

const stream = Buffer.concat([
  frame('1'),
  frame('D', Buffer.from('a row of some length')),
  frame('C', Buffer.from('SELECT 1\0')),
  readyForQuery('T'),
]);

/** The stream in pieces of every size. */
const cuts = Array.from({ length: stream.length }, (_, index) => index + 1);
const pieces = (size: number) =>
  Array.from(
    { length: Math.ceil(stream.length / size) },
    (_, index) => stream.subarray(index * size, (index + 1) * size),
  );

describe('MessageReader', () => {
  it.each(cuts)('finds the messages in pieces of %i bytes', (size) => {
    const reader = new MessageReader();
    const messages = pieces(size).flatMap((piece) => [...reader.read(piece)]);
    expect(messages.map(({ type, body }) => [type, body.toString()])).toEqual([
      ['1', ''],
      ['D', 'a row of some length'],
      ['C', 'SELECT 1\0'],
      ['Z', 'T'],
    ]);
  });

  it('rejects a length that does not cover itself', () => {
    const broken = Buffer.from([0x44, 0, 0, 0, 3, 0, 0, 0]);
    expect(() => [...new MessageReader().read(broken)]).toThrow(RangeError);
  });
});

describe('MessageSieve', () => {
  it.each(cuts)('lets through what it should, in pieces of %i bytes', (size) => {
    const seen: string[] = [];
    const sieve = new MessageSieve((type, status) => {
      seen.push(type + status);
      return type === 'D' || type === 'Z';
    });
    const passed = Buffer.concat(pieces(size).flatMap((piece) => sieve.sift(piece)));
    expect(seen).toEqual(['1', 'D', 'C', 'ZT']);
    expect([...new MessageReader().read(passed)].map(({ type }) => type)).toEqual(['D', 'Z']);
  });

  it('passes a row on before all of it has come', () => {
    const sieve = new MessageSieve(() => true);
    const row = frame('D', Buffer.alloc(1_000, 'x'));
    expect(Buffer.concat(sieve.sift(row.subarray(0, 300)))).toHaveLength(300);
    expect(Buffer.concat(sieve.sift(row.subarray(300)))).toHaveLength(row.length - 300);
  });

  it('rejects a length that does not cover itself', () => {
    const sieve = new MessageSieve(() => true);
    expect(() => sieve.sift(Buffer.from([0x44, 0, 0, 0, 3, 0]))).toThrow(RangeError);
  });
});

describe('messages', () => {
  it('read back the text and the parameter types of a Parse', () => {
    const [message] = new MessageReader().read(parse('select $1'));
    const { text, parameterTypes } = readParse(message?.body ?? Buffer.alloc(0));
    expect(text.toString()).toBe('select $1');
    expect([...parameterTypes]).toEqual([0, 0]);
  });

  it('refuse a named statement', () => {
    expect(() => readParse(Buffer.from('name\0select 1\0\0\0'))).toThrow(RangeError);
  });

  it('bind text of any length and any characters', () => {
    const [, bind] = new MessageReader().read(run('select $1, $2', ['ç🥋', '']));
    expect(bind?.body.toString('latin1')).toBe(
      '\0\0' + '\0\0' + '\0\x02' + '\0\0\0\x06' + Buffer.from('ç🥋').toString('latin1') +
        '\0\0\0\0' + '\0\0',
    );
  });
});
