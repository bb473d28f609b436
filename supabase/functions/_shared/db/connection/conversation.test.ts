import { Buffer } from 'node:buffer';
import { beforeEach, describe, expect, it } from 'vitest';
import { Conversation, type Lead } from './conversation.ts';
import { callerScope } from '../scope.ts';
import { bind, execute, frame, MessageReader, parse, readyForQuery, sync } from './wire.ts';

const STARTUP = Buffer.from([0, 0, 0, 9, 0, 3, 0, 0, 0]);
const describeStatement = frame('D', Buffer.from('S\0'));
const flush = frame('H');
const done = frame('C', Buffer.from('SELECT 1\0'));
const prologueAnswer = Buffer.concat([frame('1'), frame('2'), frame('D', Buffer.alloc(2)), done]);
const statementAnswer = Buffer.concat([
  frame('1'),
  frame('t', Buffer.alloc(2)),
  frame('n'),
  frame('2'),
  done,
]);

const lead: Lead = { commands: [], scope: callerScope({ sub: 'ana' }, () => '', 1_000) };

describe('Conversation', () => {
  let toServer: Buffer[];
  let toDriver: Buffer[];
  let talk: Conversation;

  beforeEach(() => {
    toServer = [];
    toDriver = [];
    talk = new Conversation({
      toServer: (bytes) => toServer.push(bytes),
      toDriver: (bytes) => toDriver.push(bytes),
    });
    talk.fromDriver(STARTUP);
    talk.fromServer(readyForQuery('I'));
    toServer = [];
  });

  const types = (bytes: Buffer[]) =>
    [...new MessageReader().read(Buffer.concat(bytes))].map(({ type }) => type).join('');
  const say = (...messages: Buffer[]) => talk.fromDriver(Buffer.concat(messages));
  const code = (expected: string) => expect.objectContaining({ code: expected });
  const launch = (text = 'select 1', given = lead) =>
    say(parse(talk.admit(given) + text), describeStatement, bind([]), execute, sync);

  it('sends the scope, the statement and one Sync as one write', () => {
    launch();
    expect(toServer.map((write) => types([write]))).toEqual(['PBEPDBES']);
    expect(toServer[0]?.includes('"sub":"ana"')).toBe(true);
    expect(toServer[0]?.includes('\0select 1\0')).toBe(true);
  });

  it('answers the describe-first step itself and holds the statement until Sync', () => {
    say(parse(talk.admit(lead) + 'select $1'), describeStatement, flush);
    expect(toServer).toEqual([]);
    expect(types(toDriver)).toBe('1t');
    say(bind(['a']), execute, sync);
    expect(types(toServer)).toBe('PBEPDBES');
  });

  it('puts BEGIN and savepoints ahead of the scope and hides all their answers', () => {
    launch('select 1', { ...lead, commands: ['begin', 'savepoint s0'] });
    expect(types(toServer)).toBe('PBEPBEPBEPDBES');
    const command = Buffer.concat([frame('1'), frame('2'), done]);
    const passed = talk.fromServer(
      Buffer.concat([command, command, prologueAnswer, statementAnswer, readyForQuery('T')]),
    );
    expect(types(passed)).toBe('1tn2CZ');
    expect(talk.status).toBe('T');
    expect(talk.idle).toBe(false);
  });

  it('passes an error in the scope on, with nothing of the statement', () => {
    launch();
    const passed = talk.fromServer(Buffer.concat([frame('1'), frame('E'), readyForQuery('I')]));
    expect(types(passed)).toBe('EZ');
    expect(talk.idle).toBe(true);
  });

  it('ends what a FATAL error left open, and nothing else', () => {
    launch();
    expect(talk.hangUp()).toEqual([]);
    talk.fromServer(frame('E'));
    expect(types(talk.hangUp())).toBe('Z');
  });

  it('takes back a statement that the driver gave up before Bind', () => {
    say(parse(talk.admit(lead) + 'select $1'), describeStatement, flush, sync);
    expect(types(toDriver)).toBe('1tZ');
    expect(toServer).toEqual([]);
    expect(talk.idle).toBe(true);
  });

  it('refuses a statement without a ticket', () => {
    expect(() => say(parse('select 1'))).toThrow(code('UNSCOPED_STATEMENT'));
  });

  it('refuses a used ticket', () => {
    const ticket = talk.admit(lead);
    say(parse(`${ticket}select 1`), describeStatement, bind([]), execute, sync);
    talk.fromServer(Buffer.concat([prologueAnswer, statementAnswer, readyForQuery('I')]));
    talk.admit(lead);
    expect(() => say(parse(`${ticket}select 1`))).toThrow(code('UNSCOPED_STATEMENT'));
  });

  it('refuses anything but COMMIT and ROLLBACK without a scope', () => {
    const none = { commands: [], scope: null };
    expect(() => launch('select 1', none)).toThrow(code('UNSCOPED_STATEMENT'));
  });

  it('sends COMMIT without a scope', () => {
    launch('commit', { commands: ['release savepoint s0'], scope: null });
    expect(types(toServer)).toBe('PBEPDBES');
    expect(toServer[0]?.includes('set_config')).toBe(false);
  });

  it.each([
    ['a simple query', frame('Q', Buffer.from('select 1\0'))],
    ['a function call', frame('F')],
    ['copy data', frame('d')],
    ['a close', frame('C', Buffer.from('S\0'))],
    ['a Bind out of turn', bind([])],
    ['a message of no known type', frame('?')],
  ])('refuses %s from the driver', (_, message) => {
    talk.admit(lead);
    expect(() => say(message)).toThrow(code('PROTOCOL_VIOLATION'));
    expect(toServer).toEqual([]);
  });

  it('refuses a second statement while one is in the air', () => {
    launch();
    expect(() => talk.admit(lead)).toThrow(code('PROTOCOL_VIOLATION'));
    expect(() => say(parse('select 2'))).toThrow(code('PROTOCOL_VIOLATION'));
  });

  it.each([
    ['a COPY', frame('H', Buffer.alloc(3)), 'STATEMENT_REFUSED'],
    ['a notification', frame('A'), 'PROTOCOL_VIOLATION'],
    ['a message of no known type', frame('?'), 'PROTOCOL_VIOLATION'],
  ])('refuses %s from the server', (_, message, expected) => {
    launch();
    talk.fromServer(prologueAnswer);
    expect(() => talk.fromServer(message)).toThrow(code(expected));
  });

  it('refuses an end that comes before the scope was confirmed', () => {
    launch();
    expect(() => talk.fromServer(readyForQuery('I'))).toThrow(code('PROTOCOL_VIOLATION'));
  });

  it('refuses rows that nobody asked for', () => {
    expect(() => talk.fromServer(frame('D', Buffer.alloc(2)))).toThrow(code('CONNECTION_CLOSED'));
  });

  it('lets nothing but a login precede the first statement', () => {
    const fresh = new Conversation({ toServer: () => {}, toDriver: () => {} });
    expect(() => fresh.fromDriver(frame('Q', Buffer.from('select 1\0')))).toThrow(
      code('PROTOCOL_VIOLATION'),
    );
    const second = new Conversation({ toServer: () => {}, toDriver: () => {} });
    second.fromDriver(STARTUP);
    expect(() => second.fromDriver(parse('select 1'))).toThrow(code('PROTOCOL_VIOLATION'));
  });
});
