import { HTTPException } from 'hono/http-exception';
import type { z } from 'zod';
import { AppError } from '../../../../src/errors.ts';
import type { ProblemCode } from './codes.ts';
import { DoorError, findCause, PoolSaturatedError } from '../db.ts';
import { postgresProblem } from './pg-errors.ts';
import { type FieldError, ProblemError } from './problem.ts';
import { isTransient } from '../runtime/retry.ts';

/** Hono's own refusals, by status; anything else it throws is a fault of ours. */
const HTTP_CODES: Record<number, ProblemCode> = {
  400: 'malformed_json',
  413: 'body_too_large',
  415: 'unsupported_media_type',
};

/** Everything that can be thrown → the problem a caller sees. The only such map there is. */
export function toProblem(err: unknown): ProblemError {
  if (err instanceof ProblemError) return err;
  if (err instanceof AppError) return appProblem(err);
  const saturated = findCause(err, PoolSaturatedError);
  if (saturated) {
    return new ProblemError('busy', {
      headers: { 'retry-after': String(saturated.retryAfterSeconds) },
      cause: err,
    });
  }
  if (err instanceof HTTPException) {
    const known = HTTP_CODES[err.status];
    if (known) return new ProblemError(known);
  }
  const problem = postgresProblem(err);
  if (problem) return problem;
  if (findCause(err, DoorError)?.code === 'INVALID_PARAMETER') {
    return new ProblemError('value_malformed', { cause: err });
  }
  if (isTransient(err)) {
    return new ProblemError('database_unavailable', {
      headers: { 'retry-after': '1' },
      cause: err,
    });
  }
  return new ProblemError('internal', { cause: err });
}

function appProblem(err: AppError): ProblemError {
  const { code, message, faults, retryAt } = err;
  return new ProblemError(code, {
    detail: message,
    cause: err,
    errors: faults.length > 0 ? faults.map((fault) => ({ code, message, ...fault })) : undefined,
    headers: retryAt ? { 'retry-after': secondsUntil(retryAt) } : {},
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
  return new ProblemError('invalid_input', {
    detail: `The ${place} does not match the contract.`,
    errors,
  });
}
