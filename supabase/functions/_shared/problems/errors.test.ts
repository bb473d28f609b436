import { DrizzleQueryError } from 'drizzle-orm/errors';
import { HTTPException } from 'hono/http-exception';
import postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { refuse } from '../../../../src/errors.ts';
import type { RefusalCode } from '../../../../src/refusals.ts';
import { DoorError, PoolSaturatedError } from '../db.ts';
import { invalidInput, toProblem } from './errors.ts';
import { describeFault } from './fault.ts';

/** An error as the driver builds it from the server's fields, wrapped as Drizzle wraps it. */
function queryError(code: string, fields: Record<string, string> = {}): DrizzleQueryError {
  const fault = Object.assign(new Error('duplicate key value: ana@example.com'), {
    ...fields,
    code,
  });
  Object.setPrototypeOf(fault, postgres.PostgresError.prototype);
  return new DrizzleQueryError('insert into users …', ['ana@example.com'], fault);
}

describe('toProblem', () => {
  it.each<[RefusalCode, number]>([
    ['file_empty', 422],
    ['not_staff', 403],
    ['gym_not_found', 404],
    ['already_member', 409],
    ['account_deleted', 410],
    ['precondition_failed', 412],
    ['unsupported_file_type', 415],
    ['quota_exceeded', 429],
  ])('gives the refusal %s the status %i and its own text, or a better one', (code, status) => {
    const { message } = refuse(code);
    expect(message).not.toBe('');
    expect(toProblem(refuse(code))).toMatchObject({ status, code, message });
    expect(toProblem(refuse(code, { detail: 'Because.' })).message).toBe('Because.');
  });

  it('names the field a verb found at fault', () => {
    expect(
      toProblem(refuse('already_member', { field: 'gym_id', detail: 'You are one.' })).toBody(
        'r',
        't',
      ),
    ).toEqual({
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      code: 'already_member',
      detail: 'You are one.',
      errors: [{ field: 'gym_id', code: 'already_member', message: 'You are one.' }],
      request_id: 'r',
      trace_id: 't',
    });
    expect(toProblem(refuse('gym_not_found')).errors).toBeUndefined();
    expect(toProblem(refuse('not_staff')).headers).toEqual({});
  });

  it.each([
    ['42501', 403, 'forbidden'],
    ['23505', 409, 'already_exists'],
    ['23503', 422, 'reference_not_found'],
    ['23514', 422, 'value_not_allowed'],
    ['22P02', 422, 'value_malformed'],
    ['22001', 422, 'value_too_long'],
    ['57014', 504, 'statement_timeout'],
    ['40001', 503, 'try_again'],
    ['40P01', 503, 'try_again'],
    ['08006', 503, 'try_again'],
    ['42P01', 500, 'internal'],
  ])('maps SQLSTATE %s to %i %s', (sqlstate, status, code) => {
    const problem = toProblem(queryError(sqlstate));
    expect(problem).toMatchObject({ status, code });
    expect(JSON.stringify(problem.toBody('r', 't'))).not.toMatch(/ana@|duplicate|insert/);
  });

  it('tells the switch that stops writes from a disk that is full', () => {
    expect(toProblem(queryError('25006'))).toMatchObject({ status: 503, code: 'storage_full' });
    expect(toProblem(queryError('25006', { constraint_name: 'read_only' }))).toMatchObject({
      ...{ status: 503, code: 'read_only', headers: { 'retry-after': '30' } },
    });
  });

  it('tells the two directions of a foreign key apart, and names a missing column', () => {
    const detail = 'Key (id)=(1) is still referenced from table "memberships".';
    expect(toProblem(queryError('23503', { detail }))).toMatchObject({
      status: 409,
      code: 'still_referenced',
    });
    expect(toProblem(queryError('23502', { column_name: 'name' })).errors).toMatchObject([
      { field: 'name', code: 'value_missing' },
    ]);
  });

  it('asks for patience when the pool is full or the database out of reach', () => {
    const full = new PoolSaturatedError('full', 3);
    const wrapped = new DrizzleQueryError('select', [], full);
    for (const err of [full, wrapped]) {
      expect(toProblem(err)).toMatchObject({
        status: 503,
        code: 'busy',
        headers: { 'retry-after': '3' },
      });
    }
    const lost = new DrizzleQueryError('select', [], new DoorError('CONNECTION_CLOSED', 'lost'));
    expect(toProblem(lost)).toMatchObject({ status: 503, code: 'database_unavailable' });
    const nul = new DrizzleQueryError('select', [], new DoorError('INVALID_PARAMETER', 'NUL'));
    expect(toProblem(nul)).toMatchObject({ status: 422, code: 'value_malformed' });
  });

  it('gives Hono’s own refusals our codes, and everything unknown no detail', () => {
    expect(toProblem(new HTTPException(400))).toMatchObject({ code: 'malformed_json' });
    expect(toProblem(new HTTPException(415))).toMatchObject({ code: 'unsupported_media_type' });
    for (const err of [new HTTPException(418), new TypeError('secret'), 'secret', undefined]) {
      const problem = toProblem(err);
      expect(problem).toMatchObject({ status: 500, code: 'internal' });
      expect(JSON.stringify(problem.toBody('r', 't'))).not.toContain('secret');
    }
  });
});

describe('invalidInput', () => {
  it('names every field by its path in the request', () => {
    const { error } = z.object({ name: z.string(), tags: z.array(z.int()) })
      .safeParse({ tags: [1, 'x'] });
    expect(invalidInput('json', error!)).toMatchObject({
      status: 400,
      code: 'invalid_input',
      errors: [
        { field: 'body.name', code: 'invalid_type' },
        { field: 'body.tags.1', code: 'invalid_type' },
      ],
    });
    expect(invalidInput('param', error!).errors![0]!.field).toBe('path.name');
  });

  it('names each field that the contract does not know', () => {
    const { error } = z.object({ gym: z.strictObject({}) }).safeParse({ gym: { a: 1, b: 2 } });
    expect(invalidInput('json', error!).errors).toMatchObject([
      { field: 'body.gym.a', code: 'unrecognized_keys' },
      { field: 'body.gym.b', code: 'unrecognized_keys' },
    ]);
  });
});

describe('describeFault', () => {
  it('keeps the SQLSTATE and the frames, and leaves parameters and values out', () => {
    const fault = describeFault(queryError('23505'));
    expect(fault).toMatchObject({ sqlstate: '23505' });
    expect(fault.stack).toMatch(/^\s+at /);
    expect(JSON.stringify(fault)).not.toContain('ana@example.com');
    expect(describeFault(new DrizzleQueryError('select', ['ana@example.com'])).message).toBe(
      'a query failed',
    );
    expect(describeFault(new TypeError('x is not a function'))).toMatchObject({
      error: 'TypeError',
      message: 'x is not a function',
    });
  });
});
