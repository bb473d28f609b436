import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { PROJECT_ROOT } from './state.ts';

const read = (name: string): string => {
  const file = join(PROJECT_ROOT, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

/** The variables that `.env` sets; an empty value counts as not set. */
export function readEnvFile(): Record<string, string> {
  const pairs = Object.entries(parseEnv(read('.env')));
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => !!pair[1]));
}

/** Where `.env` sets a variable, as `.env:<line>`; undefined where it does not. */
export function placeInEnvFile(variable: string, text = read('.env')): string | undefined {
  const assignment = new RegExp(`^\\s*(export\\s+)?${variable}\\s*=`);
  const line = text.split('\n').findIndex((one) => assignment.test(one));
  return line < 0 ? undefined : `.env:${line + 1}`;
}

/**
 * Finds what `.env` sets and nobody reads, which is a misspelt name more often than not.
 * @param example `.env.example`, which lists every variable there is
 * @returns a line for each, with its place
 */
export function unknownVariables(text = read('.env'), example = read('.env.example')): string[] {
  const known = new Set(Object.keys(parseEnv(example)));
  return Object.keys(parseEnv(text)).filter((name) => !known.has(name)).map((name) =>
    `${placeInEnvFile(name, text)}: ${name} is no variable of Tatame (.env.example lists them).`
  );
}
