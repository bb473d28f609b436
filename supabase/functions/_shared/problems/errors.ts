import { HTTPException } from 'hono/http-exception';
import type { z } from 'zod';
import { AppError, type ErrorKind } from '../../../../src/errors.ts';
import { DoorError, findCause, PoolSaturatedError } from '../db.ts';
import { postgresProblem } from './pg-errors.ts';
import { type FieldError, ProblemError } from './problem.ts';
import { isTransient } from '../runtime/retry.ts';

const STATUS: Record<ErrorKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  precondition_failed: 412,
  unsupported: 415,
  exhausted: 429,
};

/** Hono's own refusals, by status; anything else it throws is a fault of ours. */
const HTTP_CODES: Record<number, readonly [code: string, detail: string]> = {
  400: ['malformed_json', 'The body is not valid JSON.'],
  413: ['body_too_large', 'The body is larger than this endpoint accepts.'],
  415: ['unsupported_media_type', 'Send the body as application/json.'],
};

/** Everything that can be thrown → the problem a caller sees. The only such map there is. */
export function toProblem(err: unknown): ProblemError {
  if (err instanceof ProblemError) return err;
  if (err instanceof AppError) return appProblem(err);
  const saturated = findCause(err, PoolSaturatedError);
  if (saturated) {
    return new ProblemError(503, 'busy', 'Too many requests are waiting for the database.', {
      headers: { 'retry-after': String(saturated.retryAfterSeconds) },
      cause: err,
    });
  }
  if (err instanceof HTTPException) {
    const known = HTTP_CODES[err.status];
    if (known) return new ProblemError(err.status, ...known);
  }
  const problem = postgresProblem(err);
  if (problem) return problem;
  if (findCause(err, DoorError)?.code === 'INVALID_PARAMETER') {
    return new ProblemError(422, 'value_malformed', 'A value cannot be stored.', { cause: err });
  }
  if (isTransient(err)) {
    return new ProblemError(503, 'database_unavailable', 'The database cannot be reached.', {
      headers: { 'retry-after': '1' },
      cause: err,
    });
  }
  return new ProblemError(500, 'internal', 'Something went wrong on our side.', { cause: err });
}

function appProblem(err: AppError): ProblemError {
  const errors = err.field && [{ field: err.field, code: err.code, message: err.message }];
  return new ProblemError(STATUS[err.kind], err.code, err.message, {
    cause: err,
    ...(errors && { errors }),
    headers: {
      ...(err.kind === 'unauthenticated' && { 'www-authenticate': 'Bearer' }),
      ...(err.retryAt && { 'retry-after': secondsUntil(err.retryAt) }),
    },
  });
}

const secondsUntil = (instant: Date): string =>
  String(Math.max(1, Math.ceil((instant.getTime() - Date.now()) / 1000)));

const PLACES: Record<string, string> = { json: 'body', param: 'path' };

/** An input that failed its contract. `target` is Hono's word for the part of the request. */
export function invalidInput(target: string, error: z.ZodError): ProblemError {
  const place = PLACES[target] ?? target;
  const errors = error.issues.flatMap((issue): FieldError[] => {
    const field = (...below: PropertyKey[]) => [place, ...issue.path, ...below].join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: field(key),
        code: issue.code,
        message: 'There is no such field',
      }));
    }
    return [{ field: field(), code: issue.code, message: issue.message }];
  });
  return new ProblemError(400, 'invalid_input', `The ${place} does not match the contract.`, {
    errors,
  });
}
