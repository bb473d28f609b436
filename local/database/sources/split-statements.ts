/** What may hold a semicolon that ends nothing: comments, strings, names and dollar-quoted bodies. */
const opaque = new RegExp(
  [
    String.raw`--[^\n]*`,
    String.raw`/\*[\s\S]*?\*/`,
    String.raw`'(?:[^']|'')*'`,
    String.raw`"(?:[^"]|"")*"`,
    String.raw`(\$\w*\$)[\s\S]*?\1`,
  ].join('|'),
  'y',
);

/** Splits a script into its statements, each with the comments before it. */
export function splitStatements(script: string): string[] {
  const statements: string[] = [];
  let start = 0;
  for (let at = 0; at < script.length;) {
    opaque.lastIndex = at;
    const skipped = opaque.exec(script);
    if (skipped) {
      at = opaque.lastIndex;
      continue;
    }
    at++;
    if (script[at - 1] !== ';') continue;
    statements.push(script.slice(start, at).trim());
    start = at;
  }
  const rest = script.slice(start).trim();
  return rest === '' ? statements : [...statements, rest];
}
