import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const ROOMS = 'src/db/schema';

const kinds = ['before', 'after', 'pgvector'] as const;

/** An `.sql` file of the schema; what the kinds mean: src/db/schema/README.md. */
export interface SqlFile {
  /** From the project's root. */
  path: string;
  kind: 'function' | (typeof kinds)[number];
  text: string;
  /** The function's name as `private.x`; none for a script. */
  defines?: string;
}

/** Reads every `.sql` file of the schema rooms, in the order of their paths. */
export async function readSqlFiles(): Promise<SqlFile[]> {
  const found = await readdir(join(ROOT, ROOMS), { recursive: true });
  const paths = found.filter((path) => path.endsWith('.sql')).map((path) =>
    `${ROOMS}/${path.replaceAll('\\', '/')}`
  );
  return await Promise.all(
    paths.sort().map(async (path) => sqlFile(path, await readFile(join(ROOT, path), 'utf8'))),
  );
}

/**
 * Reads what a file of the schema is from its name.
 * @throws Error when its kind is unknown, and when a function's file does not hold exactly the function it is named after
 */
export function sqlFile(path: string, text: string): SqlFile {
  const [name = '', suffix] = path.split('/').at(-1)?.replace(/\.sql$/, '').split('.') ?? [];
  const kind = suffix === undefined ? 'function' : kinds.find((known) => known === suffix);
  if (!kind) throw new Error(`${path}: unknown kind of file ".${suffix}.sql"`);
  const functions = [...text.matchAll(/^create or replace function ([\w.]+)/gm)].map((m) => m[1]);
  const wanted = `private.${name.replaceAll('-', '_')}`;
  if (kind === 'function' && (functions.length !== 1 || functions[0] !== wanted)) {
    throw new Error(`${path} must hold "create or replace function ${wanted}" and no other`);
  }
  return { path, kind, text: text.trim(), ...kind === 'function' && { defines: wanted } };
}

/** Tells one text of a script from another. */
export const fingerprint = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16);
