import { loadModule, type Node, parseSync } from 'libpg-query';

export type { Node };

await loadModule();

export interface Statement {
  sql: string;
  /** As Postgres' grammar reads it; missing where it does not: the server will say why. */
  node?: Node;
}

interface Parsed {
  stmts?: { stmt: Node; stmt_location?: number; stmt_len?: number }[];
}

/** Splits a text, which may hold several, into single statements. */
export function splitParsed(text: string): Statement[] {
  let parsed: Parsed;
  try {
    parsed = parseSync(text) as Parsed;
  } catch {
    return [{ sql: text }];
  }
  // Places are counted in bytes.
  const bytes = Buffer.from(text);
  return (parsed.stmts ?? []).map(({ stmt, stmt_location: from = 0, stmt_len: length }) => ({
    sql: bytes.subarray(from, length ? from + length : undefined).toString().trim(),
    node: stmt,
  }));
}
