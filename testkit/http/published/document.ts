/** What the checks read of a published document. */
export interface PublishedDocument {
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, unknown>>;
  tags: { name: string }[];
}

export interface Operation {
  operationId: string;
  responses: Record<string, PublishedResponse | { $ref: string }>;
}

export interface PublishedResponse {
  headers?: Record<string, { $ref: string }>;
  content?: Record<string, { schema: object }>;
}

/** An operation, or what a function answers where it has none. */
export interface Found {
  path: string;
  /** Undefined where the path has no such method. */
  operation: Operation | undefined;
}

/**
 * Finds the operation of a path below `/functions/v1`. A path without parameters goes before one that
 * has some.
 * @returns undefined for a path that the document does not have
 */
export function findOperation(
  { paths }: PublishedDocument,
  method: string,
  pathname: string,
): Found | undefined {
  const wanted = pathname.replace(/(.)\/$/, '$1').split('/');
  const path = Object.keys(paths).sort().filter((path) => matches(path.split('/'), wanted))
    .sort((one, other) => parameters(one) - parameters(other))[0];
  if (path === undefined) return undefined;
  const name = method === 'HEAD' ? 'get' : method.toLowerCase();
  return { path, operation: paths[path]![name] };
}

const parameters = (path: string): number => path.split('{').length;

const matches = (pattern: string[], path: string[]): boolean =>
  pattern.length === path.length &&
  pattern.every((part, i) => part.startsWith('{') ? path[i] !== '' : part === path[i]);

/** A JSON pointer into the document, as a reference. */
export const pointer = (...steps: string[]): string =>
  `#/${
    steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/')
  }`;
