import { ABOUT, GUIDE } from '../../supabase/functions/_shared/http/guide.ts';
import { type Paths, shareResponses } from './share-responses.ts';

export interface OpenApiDocument {
  openapi: string;
  info: Record<string, unknown>;
  paths: Record<string, unknown>;
  components?: Record<string, Record<string, unknown>>;
  tags?: { name: string }[];
  servers?: { url: string }[];
}

/**
 * One document out of each function's `/openapi.json`. Two functions may name a component alike only
 * if they mean the same.
 *
 * @param documents by function name
 * @throws when two components of one name differ, or two functions claim a path
 */
export function mergeOpenApi(
  documents: Record<string, OpenApiDocument>,
  server: string,
): OpenApiDocument {
  const paths: Record<string, unknown> = {};
  const components: Record<string, Record<string, unknown>> = {};
  const tags = new Map<string, { name: string }>();
  for (const [name, document] of Object.entries(documents)) {
    for (const [path, item] of Object.entries(document.paths)) {
      const full = path === `/${name}` || path.startsWith(`/${name}/`) ? path : `/${name}${path}`;
      put(paths, full, item, 'path');
    }
    for (const [kind, entries] of Object.entries(document.components ?? {})) {
      const merged = components[kind] ??= {};
      for (const [key, value] of Object.entries(entries)) put(merged, key, value, kind);
    }
    for (const tag of document.tags ?? []) tags.set(tag.name, tag);
  }
  return {
    openapi: Object.values(documents)[0]?.openapi ?? '3.1.0',
    info: { title: 'Tatame', version: '1', description: GUIDE, ...ABOUT },
    servers: [{ url: server }],
    tags: [...tags.values()],
    paths,
    components: { ...components, responses: shareResponses(paths as Paths) },
  };
}

function put(into: Record<string, unknown>, key: string, value: unknown, kind: string): void {
  if (key in into && JSON.stringify(into[key]) !== JSON.stringify(value)) {
    throw new Error(`Two functions define the OpenAPI ${kind} "${key}" differently.`);
  }
  into[key] = value;
}

/**
 * Asks every function of a running stack for its document; those that have none are left out.
 * @param publicUrl what the document tells clients to call
 */
export async function fetchOpenApi(
  apiUrl: string,
  functions: string[],
  publicUrl = apiUrl,
): Promise<OpenApiDocument> {
  const server = `${apiUrl}/functions/v1`;
  const documents: Record<string, OpenApiDocument> = {};
  await Promise.all(functions.map(async (name) => {
    const answer = await fetch(`${server}/${name}/openapi.json`);
    if (answer.ok) documents[name] = await answer.json() as OpenApiDocument;
  }));
  const inOrder = functions.flatMap((name) => documents[name] ? [[name, documents[name]]] : []);
  return mergeOpenApi(Object.fromEntries(inOrder), `${publicUrl}/functions/v1`);
}
