import { DrizzleQueryError } from 'drizzle-orm/errors';
import { describe, expect, it } from 'vitest';
import { refuse } from '../../errors.ts';
import { failureReason } from './failure-reason.ts';

const postgresError = (code: string, fields = {}) =>
  Object.assign(new Error('duplicate: (email)=(ana@example.com)'), { code, ...fields });
const query = (cause: Error) =>
  new DrizzleQueryError('insert into users values ($1)', ['ana@example.com'], cause);

describe('failureReason', () => {
  it('names the constraint and not the value', () => {
    const error = query(postgresError('23505', { constraint_name: 'users_email_unique' }));
    expect(failureReason(error)).toBe('23505 users_email_unique');
    expect(failureReason(query(postgresError('22001')))).toBe('22001');
  });

  it('keeps other messages of Postgres and of the connection, never the parameters', () => {
    expect(failureReason(query(Object.assign(new Error('deadlock detected'), { code: '40P01' }))))
      .toBe('40P01 deadlock detected');
    expect(failureReason(query(new Error('the connection is closed')))).toBe(
      'the connection is closed',
    );
  });

  it('keeps the code of a refusal', () => {
    expect(failureReason(refuse('job_duplicate', { detail: 'It is there.' })))
      .toBe('job_duplicate: It is there.');
  });

  it('is short text that Postgres can store, whatever was thrown', () => {
    expect(failureReason(new Error(`a\0b${'x'.repeat(2_000)}`))).toMatch(/^abx{498}$/);
    expect(failureReason('a string')).toContain('no error');
  });
});
