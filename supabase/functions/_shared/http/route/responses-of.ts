import type { RouteConfig } from '@hono/zod-openapi';
import { z } from 'zod';
import { untilAKnownTime } from '../../../../../src/refusals.ts';
import { codes, type ProblemCode } from '../../problems/codes.ts';
import { PROBLEM_TYPE } from '../../problems/problem.ts';
import { isRead } from '../context.ts';
import { StreamFault } from '../event-stream.ts';
import { problemsOf } from './problems-of.ts';
import { type HeaderName, refersTo } from './response-headers.ts';
import type { RouteSpec } from './spec.ts';
import { isReplayed, type Stack } from './stack.ts';

const DONE: Record<number, string> = {
  200: 'What was asked for.',
  201: 'What was made.',
  202: 'Accepted: it is being worked on.',
  204: 'Done; there is nothing to say.',
  303: 'It is elsewhere, at `Location`.',
};

/** A file's content, in words of OpenAPI: zod has no schema of bytes that can be published. */
export const binary = z.string().meta({ format: 'binary' });

/** Describes all answers of an operation. What is not among them is a fault that a test finds. */
export function responsesOf<Ctx>(stack: Stack<Ctx>, spec: RouteSpec): RouteConfig['responses'] {
  const { response, media = 'application/json', events, also = {} } = spec;
  const status = spec.status ?? (response ? 200 : 204);
  const always = alwaysSent(stack);
  const problems = problemsOf(stack, spec);
  const tagged = isRead(spec.method) ? response && !spec.noStore : spec.versioned;
  const validated = refersTo([
    ...always,
    ...(tagged ? ['ETag' as const] : []),
    ...(isReplayed(stack, spec) ? ['Idempotency-Replayed' as const] : []),
  ]);
  const answer = (code: number, description = DONE[code] ?? 'The answer.') => ({
    description,
    headers: validated,
    ...(response && { content: { [media]: { schema: isText(media) ? response : binary } } }),
  });
  return {
    [status]: answer(status),
    ...Object.fromEntries(
      Object.entries(also).map(([code, when]) => [code, answer(Number(code), when)]),
    ),
    ...(isRead(spec.method) && tagged && {
      304: { description: 'It is as `If-None-Match` says.', headers: validated },
    }),
    ...(events && {
      200: {
        description:
          `${events.description} Each event’s \`data\` is JSON; its \`id\` counts from 1.`,
        headers: refersTo(always),
        content: { 'text/event-stream': { schema: z.union([events.schema, StreamFault]) } },
      },
    }),
    ...Object.fromEntries(
      [...problems].map(([code, found]) => [code, problem(code, found, always)]),
    ),
  };
}

/** Whether an answer is written in letters. */
const isText = (media: string) => media.startsWith('text/') || media === 'application/json';

const alwaysSent = <Ctx>({ problems }: Stack<Ctx>): HeaderName[] => [
  'X-Request-Id',
  'Server-Timing',
  ...(problems.includes('rate_limited') ? ['RateLimit-Policy' as const, 'RateLimit' as const] : []),
];

/** The answers of one status, told apart by their codes. */
function problem(status: number, found: ProblemCode[], always: HeaderName[]) {
  const texts = found.map((code) => `- \`${code}\`: ${codes[code].text}`);
  const examples = found.map((code) => [code, { $ref: `#/components/examples/${code}` }]);
  return {
    description: texts.join('\n'),
    headers: refersTo([
      ...always,
      ...(status === 401 ? ['WWW-Authenticate' as const] : []),
      ...(status === 429 || status === 503 || found.some((code) => untilAKnownTime.includes(code))
        ? ['Retry-After' as const]
        : []),
    ]),
    content: {
      [PROBLEM_TYPE]: {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            {
              type: 'object' as const,
              properties: {
                status: { type: 'integer' as const, enum: [status] },
                code: { type: 'string' as const, enum: found },
              },
              required: ['status', 'code'],
            },
          ],
        },
        examples: Object.fromEntries(examples),
      },
    },
  };
}
