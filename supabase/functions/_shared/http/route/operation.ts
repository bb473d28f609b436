import type { RouteConfig } from '@hono/zod-openapi';
import { z } from 'zod';
import { Problem, PROBLEM_TYPE } from '../../problems/problem.ts';
import { idempotencyHeader } from '../idempotency.ts';
import type { RouteSpec } from './spec.ts';
import { isReplayed, type Stack } from './stack.ts';

const fileContent = {
  'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) },
};

/** Describes a route as OpenAPI has it, which is also what Hono validates requests with. */
export function operation<Ctx>(stack: Stack<Ctx>, spec: RouteSpec): RouteConfig {
  const problem = { [PROBLEM_TYPE]: { schema: Problem } };
  const headers = z.object({
    ...spec.headers?.shape,
    ...stack.headers?.shape,
    ...(isReplayed(stack, spec) && idempotencyHeader),
    ...(spec.versioned && spec.method !== 'get' && { 'if-match': z.string().max(256).optional() }),
  });
  return {
    operationId: spec.id,
    method: spec.method,
    path: spec.path,
    summary: spec.summary,
    security: stack.security,
    ...(spec.description && { description: spec.description }),
    request: {
      ...(spec.params && { params: spec.params }),
      ...(spec.query && { query: spec.query }),
      ...(Object.keys(headers.shape).length > 0 && { headers }),
      ...(spec.body && {
        body: { required: true, content: { 'application/json': { schema: spec.body } } },
      }),
      ...(spec.file && {
        body: { required: true, description: spec.file.description, content: fileContent },
      }),
    },
    responses: {
      [spec.response ? spec.status ?? 200 : 204]: {
        description: 'Done',
        ...(spec.response && {
          content: { [spec.media ?? 'application/json']: { schema: spec.response } },
        }),
      },
      ...(spec.events && {
        200: { description: spec.events, content: { 'text/event-stream': { schema: z.string() } } },
      }),
      ...Object.fromEntries(
        Object.entries(spec.problems ?? {}).map(([status, when]) => [
          status,
          { description: when, content: problem },
        ]),
      ),
      default: { description: 'A refusal or a fault', content: problem },
    },
  };
}
