import type { OpenAPIHono } from '@hono/zod-openapi';
import type { HonoEnv } from './app.ts';

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

/** One document from all functions'. The same name for two different schemas is refused. */
export function mergeOpenApi(documents: Document[]): Document {
  const merged: Document = {
    openapi: '3.1.0',
    info: { title: 'Tatame', version: '1' },
    servers: [{ url: '/functions/v1' }],
    tags: documents.flatMap(({ tags }) => tags ?? []),
    paths: Object.assign({}, ...documents.map(({ paths }) => paths)),
    components: { schemas: {}, securitySchemes: SECURITY },
  };
  const schemas = merged.components!.schemas!;
  for (const document of documents) {
    for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
      if (name in schemas && JSON.stringify(schemas[name]) !== JSON.stringify(schema)) {
        throw new Error(`Two functions mean different things by the schema ${name}`);
      }
      schemas[name] = schema;
    }
  }
  return merged;
}

const SECURITY: NonNullable<Document['components']>['securitySchemes'] = {
  user: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'An access token' },
  secret: { type: 'apiKey', in: 'header', name: 'apikey', description: 'The secret key' },
};
