/**
 * What a verb may refuse, in the product's words. A verb throws one of these and knows nothing of
 * HTTP; `supabase/functions/_shared/problems/errors.ts` maps each kind to its status, once.
 */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'gone'
  | 'precondition_failed'
  | 'unsupported'
  | 'exhausted';

/** A refusal with a stable snake_case `code`; `field` names the input at fault, if one is. */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    readonly field?: string,
    /** When it makes sense to ask again, if that is known. */
    readonly retryAt?: Date,
  ) {
    super(message);
  }
}

export const invalid = (code: string, message: string, field?: string) =>
  new AppError('invalid', code, message, field);
export const forbidden = (code: string, message: string) =>
  new AppError('forbidden', code, message);
export const notFound = (code: string, message: string) => new AppError('not_found', code, message);
export const conflict = (code: string, message: string, field?: string) =>
  new AppError('conflict', code, message, field);
/**
 * Refuses what the state of a thing does not allow: the conflict `<thing>_<state>`, the one shape
 * for every state machine.
 */
export const wrongState = (thing: string, state: string, message = `The ${thing} is ${state}.`) =>
  conflict(`${thing}_${state}`, message);
export const gone = (code: string, message: string) => new AppError('gone', code, message);
export const preconditionFailed = (code: string, message: string) =>
  new AppError('precondition_failed', code, message);
export const exhausted = (code: string, message: string, retryAt: Date) =>
  new AppError('exhausted', code, message, undefined, retryAt);
export const unsupported = (code: string, message: string, field?: string) =>
  new AppError('unsupported', code, message, field);
