import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { PROJECT_ROOT } from './state.ts';

/** What developers set for the local stack, and what the functions read; never the two in one. */
export const ENV_FILES = { local: '.env', functions: 'supabase/functions/.env' } as const;
type EnvFile = (typeof ENV_FILES)[keyof typeof ENV_FILES];

const read = (name: string, root = PROJECT_ROOT): string => {
  const file = join(root, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

/** The variables that a file sets; an empty value counts as not set. */
export function readEnvFile(name: EnvFile, root?: string): Record<string, string> {
  const pairs = Object.entries(parseEnv(read(name, root)));
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => !!pair[1]));
}

/** Where a file sets a variable, as `.env:<line>`; undefined where it does not. */
export function placeInEnvFile(
  variable: string,
  name: EnvFile = ENV_FILES.functions,
  text = read(name),
): string | undefined {
  const assignment = new RegExp(`^\\s*(export\\s+)?${variable}\\s*=`);
  const line = text.split('\n').findIndex((one) => assignment.test(one));
  return line < 0 ? undefined : `${name}:${line + 1}`;
}

/**
 * Finds what a file sets and nobody reads, which is a misspelt name more often than not.
 * @param example `<file>.example`, which lists every variable there is
 * @returns a line for each, with its place
 */
export function unknownVariables(
  name: EnvFile,
  text = read(name),
  example = read(`${name}.example`),
): string[] {
  const known = new Set(Object.keys(parseEnv(example)));
  return Object.keys(parseEnv(text)).filter((variable) => !known.has(variable)).map((variable) =>
    `${placeInEnvFile(variable, name, text)}: ${variable} is no variable of Tatame ` +
    `(${name}.example lists them).`
  );
}
