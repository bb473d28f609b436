import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../stack/settings/state.ts';

/** Where a policy stands in the schema files. */
export interface Written {
  /** From the project's root. */
  path: string;
  line: number;
  text: string;
}

export interface SourceFile {
  path: string;
  text: string;
}

const ROOMS = 'src/db/schema';

/** Reads every file of the schema that could declare a policy. */
export async function readSchemaFiles(): Promise<SourceFile[]> {
  const found = await readdir(join(PROJECT_ROOT, ROOMS), { recursive: true });
  const paths = found.filter((path) => /\.(ts|sql)$/.test(path))
    .map((path) => `${ROOMS}/${path.replaceAll('\\', '/')}`).sort();
  return await Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(join(PROJECT_ROOT, path), 'utf8') })),
  );
}

/** Finds the call, or in SQL the statement, that declares the policy of this name. */
export function findWritten(files: readonly SourceFile[], policy: string): Written | undefined {
  const name = policy.replace(/[^\w]/g, '\\$&');
  const call = new RegExp(`\\b\\w+\\(\\s*(['"\`])${name}\\1`);
  const statement = new RegExp(`create policy "?${name}"? on [^;]*;`, 'i');
  for (const { path, text } of files) {
    const found = (path.endsWith('.sql') ? statement : call).exec(text);
    if (!found) continue;
    const end = path.endsWith('.sql')
      ? found.index + found[0].length
      : endOfCall(text, text.indexOf('(', found.index));
    const before = text.slice(0, found.index);
    const indent = /[ \t]*$/.exec(before)?.[0] ?? '';
    return {
      path,
      line: before.split('\n').length,
      text: text.slice(found.index, end).replaceAll(`\n${indent}`, '\n'),
    };
  }
  return undefined;
}

/** Strings, whose brackets do not count, comments and brackets. */
const TOKEN = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|\/\/.*|\/\*[^]*?\*\/|[()]/g;

/** Where the brackets that open at `from` are closed. */
function endOfCall(text: string, from: number): number {
  let depth = 0;
  for (const { 0: token, index } of text.slice(from).matchAll(TOKEN)) {
    if (token === '(') depth++;
    if (token === ')' && --depth === 0) return from + index + 1;
  }
  return text.length;
}
