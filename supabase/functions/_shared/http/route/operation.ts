import type { RouteConfig } from '@hono/zod-openapi';
import { z } from 'zod';
import { idempotencyHeader } from '../idempotency.ts';
import { describe } from './describe.ts';
import { binary, responsesOf } from './responses-of.ts';
import type { RouteSpec } from './spec.ts';
import { isReplayed, type Stack, takesVersion } from './stack.ts';

const fileContent = ({ media = 'application/octet-stream' }: NonNullable<RouteSpec['file']>) => ({
  // Not zod's, where Hono would read the body to hold it to that.
  [media]: { schema: media === 'application/json' ? { type: 'object' as const } : binary },
});

const ifMatch = z.string().max(256).optional().meta({
  description: 'The `ETag` that was read: the write happens only if nobody has written since',
  example: '"mgt3k8w1"',
});

/** Describes a route as OpenAPI has it, which is also what Hono validates requests with. */
export function operation<Ctx>(stack: Stack<Ctx>, spec: RouteSpec): RouteConfig {
  const headers = z.object({
    ...spec.headers?.shape,
    ...stack.headers?.shape,
    ...(isReplayed(stack, spec) && idempotencyHeader),
    ...(takesVersion(spec) && { 'if-match': ifMatch }),
  });
  return {
    operationId: spec.id,
    method: spec.method,
    path: spec.path,
    summary: spec.summary,
    description: describe(stack, spec),
    security: stack.security,
    request: {
      ...(spec.params && { params: spec.params }),
      ...(spec.query && { query: spec.query }),
      ...(Object.keys(headers.shape).length > 0 && { headers }),
      ...(spec.body && {
        body: { required: true, content: { 'application/json': { schema: spec.body } } },
      }),
      ...(spec.file && {
        body: {
          required: true,
          description: spec.file.description,
          content: fileContent(spec.file),
        },
      }),
    },
    responses: responsesOf(stack, spec),
  };
}
