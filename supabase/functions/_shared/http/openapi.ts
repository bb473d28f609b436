import type { OpenAPIHono } from '@hono/zod-openapi';
import type { HonoEnv } from './context.ts';

type Document = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

/** The document of one function, made from its routes' contracts. */
export function openApiDocument(
  hono: OpenAPIHono<HonoEnv>,
  name: string,
  description: string,
): Document {
  const document = hono.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: `Tatame: ${name}`, version: '1', description },
    servers: [{ url: '/functions/v1' }],
    tags: [{ name, description }],
  });
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(path)) operation.tags = [name];
  }
  return { ...document, components: { ...document.components, securitySchemes: SECURITY } };
}

const SECURITY: NonNullable<Document['components']>['securitySchemes'] = {
  user: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'An access token' },
  secret: { type: 'apiKey', in: 'header', name: 'apikey', description: 'The secret key' },
};
