/** The parts of PL/pgSQL that are read here: declarations, IF, assignments, RETURN. */
export interface Block {
  declarations: { name: string; type: string; value: string | null }[];
  statements: Statement[];
}

export type Statement =
  | { kind: 'return'; sql: string; query: boolean }
  | { kind: 'assign'; name: string; sql: string }
  | { kind: 'if'; branches: { condition: string | null; statements: Statement[] }[] }
  /** Anything else: what is behind it can not be told. */
  | { kind: 'other'; text: string };

/** Reads a body; undefined where it is not one block of declarations and statements. */
export function parseBlock(body: string): Block | undefined {
  const tokens = split(withoutComments(body));
  const begin = tokens.findIndex((token) => /^(declare\s.*\s)?begin\b/is.test(token));
  if (begin !== 0 && !/^declare\b/i.test(tokens[0] ?? '')) return undefined;
  const at = tokens.findIndex((token) => /^begin\b/i.test(token));
  if (at < 0) return undefined;
  const declared = tokens.slice(0, at).map((token) => token.replace(/^declare\s+/i, ''));
  const declarations = declared.map(declarationOf);
  if (declarations.some((declaration) => !declaration)) return undefined;
  const rest = [(tokens[at] as string).replace(/^begin\s+/i, ''), ...tokens.slice(at + 1)];
  return {
    declarations: declarations as Block['declarations'],
    statements: statementsOf(rest, /^end$/i),
  };
}

function declarationOf(text: string): Block['declarations'][number] | undefined {
  const [, name, type, value] =
    /^(\w+)\s+(?:constant\s+)?(.+?)(?:\s+not\s+null)?(?:\s*(?::=|=|\bdefault\b)\s*(.+))?$/is
      .exec(text) ?? [];
  return name && type ? { name, type, value: value ?? null } : undefined;
}

/** Takes statements from the list up to the one that ends the block. */
function statementsOf(tokens: string[], end: RegExp): Statement[] {
  const statements: Statement[] = [];
  while (tokens.length > 0 && !end.test(tokens[0] as string)) {
    const text = tokens.shift() as string;
    statements.push(statementOf(text, tokens));
  }
  return statements;
}

function statementOf(text: string, tokens: string[]): Statement {
  const [, condition, first] = /^if\b(.+?)\bthen\b(.*)$/is.exec(text) ?? [];
  if (condition && first !== undefined) {
    tokens.unshift(...first.trim() ? [first.trim()] : []);
    return ifOf(condition.trim(), tokens);
  }
  const [, query, sql] = /^return\s+(query\s+)?(?!next\b)(.+)$/is.exec(text) ?? [];
  if (sql) return { kind: 'return', sql, query: query !== undefined };
  if (/^return$/i.test(text)) return { kind: 'return', sql: '', query: false };
  const [, name, value] = /^(\w+)\s*:=\s*(.+)$/s.exec(text) ?? [];
  if (name && value) return { kind: 'assign', name, sql: value };
  return { kind: 'other', text };
}

function ifOf(condition: string, tokens: string[]): Statement {
  const branches: { condition: string | null; statements: Statement[] }[] = [];
  const until = /^(elsif|elseif|else|end\s+if)\b/i;
  for (let asked: string | null = condition;;) {
    branches.push({ condition: asked, statements: statementsOf(tokens, until) });
    const next = tokens.shift() ?? 'end if';
    if (/^end\s+if/i.test(next)) return { kind: 'if', branches };
    const [, other, first = ''] = /^els(?:e)?if\b(.+?)\bthen\b(.*)$/is.exec(next) ??
      [, null, next.replace(/^else\b/i, '')];
    asked = other?.trim() ?? null;
    if (first?.trim()) tokens.unshift(first.trim());
  }
}

/** At semicolons outside of quotes, dollar quotes and parentheses. */
function split(text: string): string[] {
  const parts = [''];
  for (const [token] of text.matchAll(/'(?:[^']|'')*'|"[^"]*"|\$(\w*)\$.*?\$\1\$|[^'"$;]+|./gs)) {
    if (token === ';') parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

const withoutComments = (text: string): string =>
  text.replaceAll(
    /('(?:[^']|'')*')|--[^\n]*|\/\*.*?\*\//gs,
    (_, quoted: string | undefined) => quoted ?? ' ',
  );
