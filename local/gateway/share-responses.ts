type Responses = Record<string, unknown>;
/** By path and method. */
export type Paths = Record<string, Record<string, { responses?: Responses }>>;

/**
 * Puts what several operations answer word for word among the components, and a reference in its
 * place: most operations refuse alike, and said each time it would be three quarters of the document.
 *
 * @returns the shared responses by name: `Problem401`, `Problem401-2` for others of that status
 */
export function shareResponses(paths: Paths): Responses {
  const all = Object.values(paths).flatMap((path) => Object.values(path))
    .flatMap(({ responses = {} }) =>
      Object.entries(responses).filter(([, response]) => isProblem(response))
        .map(([status, response]) => ({ responses, status, text: JSON.stringify(response) }))
    );
  const names = new Map<string, string>();
  const shared: Responses = {};
  for (const { responses, status, text } of all) {
    if (all.filter((other) => other.text === text).length === 1) continue;
    const name = names.get(text) ?? unused(`Problem${status}`, shared);
    names.set(text, name);
    shared[name] ??= responses[status];
    responses[status] = { $ref: `#/components/responses/${name}` };
  }
  return shared;
}

const isProblem = (response: unknown): boolean =>
  'application/problem+json' in ((response as { content?: object }).content ?? {});

function unused(name: string, taken: Responses): string {
  for (let n = 2, tried = name;; tried = `${name}-${n++}`) if (!(tried in taken)) return tried;
}
