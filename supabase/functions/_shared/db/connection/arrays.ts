/** Postgres's text form of arrays: https://www.postgresql.org/docs/17/arrays.html#ARRAYS-IO */

/** An array literal; `item` writes what is neither null nor an array. */
export function formatArray(
  values: readonly unknown[],
  item: (value: unknown) => string | null,
): string {
  const parts = values.map((value) => {
    if (Array.isArray(value)) return formatArray(value, item);
    const text = value === null ? null : item(value);
    return text === null ? 'NULL' : `"${text.replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${parts.join(',')}}`;
}

export type Parsed<T> = (T | null | Parsed<T>)[];

const TOKENS = {
  ',': /"((?:[^"\\]|\\.)*)"|([{},])|([^{},"]+)/gsy,
  ';': /"((?:[^"\\]|\\.)*)"|([{};])|([^{};"]+)/gsy,
};

/**
 * Reads an array literal, nested as it is. Throws a SyntaxError on anything else.
 *
 * @param delimiter what stands between the elements; a semicolon for boxes only
 */
export function parseArray<T>(
  literal: string,
  item: (text: string) => T,
  delimiter: keyof typeof TOKENS = ',',
): Parsed<T> {
  const root: Parsed<T> = [];
  const open: Parsed<T>[] = [root];
  // Arrays with unusual bounds say so first: [0:1]={a,b}
  const text = literal.startsWith('[') ? literal.slice(literal.indexOf('=') + 1) : literal;
  for (const [, quoted, mark, bare] of text.matchAll(TOKENS[delimiter])) {
    const current = open.at(-1) ?? root;
    if (mark === '{') {
      const inner: Parsed<T> = [];
      current.push(inner);
      open.push(inner);
    } else if (mark === '}') open.pop();
    else if (quoted !== undefined) current.push(item(quoted.replace(/\\(.)/gs, '$1')));
    else if (bare !== undefined) current.push(bare === 'NULL' ? null : item(bare));
  }
  const [array] = root;
  if (open.length !== 1 || !Array.isArray(array)) {
    throw new SyntaxError('Not a Postgres array literal');
  }
  return array;
}
