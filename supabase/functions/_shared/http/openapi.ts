import type { OpenAPIHono } from '@hono/zod-openapi';
import { codes, type ProblemCode } from '../problems/codes.ts';
import { ProblemError } from '../problems/problem.ts';
import type { HonoEnv } from './context.ts';
import { ABOUT, GUIDE } from './guide.ts';
import { headerFields } from './route/response-headers.ts';

type Document = ReturnType<OpenAPIHono['getOpenAPI31Document']>;
type Components = Record<string, Record<string, unknown>>;

const SECURITY = {
  user: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The access token of a session, of Supabase Auth or Clerk',
  },
  desk: {
    type: 'http',
    scheme: 'bearer',
    description: 'The token of a device that a manager has let in',
  },
  secret: { type: 'apiKey', in: 'header', name: 'apikey', description: 'The secret key' },
};

/** The document of one function, made from its routes' contracts. */
export function openApiDocument(
  hono: OpenAPIHono<HonoEnv>,
  name: string,
  description: string,
): Document {
  const document = hono.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: `Tatame: ${name}`, version: '1', description: GUIDE, ...ABOUT },
    servers: [{ url: '/functions/v1' }],
    tags: [{ name, description }],
  });
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(path)) operation.tags = [name];
  }
  const components = used(document, {
    schemas: document.components?.schemas ?? {},
    headers: headerFields,
    examples: EXAMPLES,
    securitySchemes: SECURITY,
  });
  return { ...document, components } as Document;
}

/** A problem as it is answered, by code. */
const EXAMPLES = Object.fromEntries(
  Object.entries(codes).map(([code, { text }]) => [code, {
    summary: text,
    value: new ProblemError(code as ProblemCode).toBody(
      '0b8f6f0e-6c1e-4c0e-9a3c-2f2c7a1f6f10',
      '4bf92f3577b34da6a3ce929d0e0e4736',
    ),
  }]),
);

const REFERENCE = /"#\/components\/(\w+)\/([^"]+)"/g;

/** What of the components the document refers to, and what that refers to in turn. */
function used({ paths }: Document, all: Components): Components {
  const found: Components = {};
  const take = (kind: string, name: string) => {
    const component = all[kind]?.[name];
    if (component === undefined || found[kind]?.[name] !== undefined) return;
    (found[kind] ??= {})[name] = component;
    follow(component);
  };
  const follow = (part: unknown) => {
    for (const [, kind, name] of JSON.stringify(part).matchAll(REFERENCE)) take(kind!, name!);
  };
  follow(paths);
  const schemes = Object.values(paths ?? {}).flatMap((path) => Object.values(path))
    .flatMap(({ security = [] }) => security.flatMap(Object.keys));
  for (const scheme of schemes) take('securitySchemes', scheme);
  return found;
}
