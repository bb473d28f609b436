import { z } from 'zod';
import { codes, type ProblemCode } from './codes.ts';

/** The body of every refusal and fault: RFC 9457, with a stable `code` for programs. */
export const Problem = z.object({
  type: z.literal('about:blank'),
  title: z.string().meta({ description: 'The phrase of the status' }),
  status: z.int(),
  code: z.string().meta({ description: 'Stable, snake_case', example: 'invalid_input' }),
  detail: z.string().optional().meta({ description: 'For people' }),
  errors: z.array(z.object({
    field: z.string().meta({ description: 'Path of the input at fault', example: 'body.name' }),
    code: z.string(),
    message: z.string(),
    facts: z.record(z.string(), z.unknown()).optional().meta({
      description: 'What a program can use of it, as the operation says',
    }),
  })).optional(),
  request_id: z.string(),
  trace_id: z.string().meta({
    description: 'Of the `traceparent` that came with the request, or a new one',
    example: '4bf92f3577b34da6a3ce929d0e0e4736',
  }),
}).meta({
  id: 'Problem',
  example: {
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    code: 'invalid_input',
    detail: 'The body does not match the contract.',
    errors: [{ field: 'body.name', code: 'too_small', message: 'Too small: expected string' }],
    request_id: '0b8f6f0e-6c1e-4c0e-9a3c-2f2c7a1f6f10',
    trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
  },
});

export type Problem = z.output<typeof Problem>;
export type FieldError = NonNullable<Problem['errors']>[number];

export const PROBLEM_TYPE = 'application/problem+json';

/** RFC 9110's phrases: with `about:blank` the title is the status's own. */
const PHRASES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

interface ProblemExtras {
  /** What to tell people instead of the code's own text, where the case says more. */
  detail?: string | undefined;
  errors?: FieldError[] | undefined;
  headers?: Record<string, string>;
  cause?: unknown;
}

/** A refusal that is HTTP's own (a token, a header, a limit); verbs throw `AppError` instead. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly errors: FieldError[] | undefined;
  readonly headers: Record<string, string>;

  constructor(
    readonly code: ProblemCode,
    { detail, errors, headers = {}, cause }: ProblemExtras = {},
  ) {
    super(detail ?? codes[code].text, { cause });
    this.status = codes[code].status;
    this.errors = errors;
    this.headers = headers;
  }

  toBody(requestId: string, traceId: string): Problem {
    return {
      type: 'about:blank',
      title: PHRASES[this.status] ?? 'Error',
      status: this.status,
      code: this.code,
      detail: this.message,
      ...(this.errors && { errors: this.errors }),
      request_id: requestId,
      trace_id: traceId,
    };
  }
}
