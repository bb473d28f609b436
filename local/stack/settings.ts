import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseEnv } from 'node:util';
import type { Ports } from './ports.ts';
import { PROJECT_ROOT } from './state.ts';

export interface Settings {
  dataDir: string;
  ports: Ports;
  /** The variables of `supabase/functions/.env`, for the functions. */
  env: Record<string, string>;
}

/**
 * What the developer has set, in the shell or in `.env`; the shell wins. An empty value counts as not
 * set, as in a copy of `.env.example`. The functions' variables have a file of their own, for what
 * is deployed with them must not be found beside the owner's.
 *
 * @throws when a port is no port number
 */
export function readSettings(root = PROJECT_ROOT): Settings {
  const set = readEnvFile(join(root, '.env'));
  const read = (name: string, fallback: string) => process.env[name] || set[name] || fallback;
  const port = (name: string, fallback: number) => {
    const value = Number(read(name, String(fallback)));
    if (Number.isInteger(value) && value >= 0 && value < 65_536) return value;
    throw new Error(`${name} must be a port number.`);
  };
  return {
    dataDir: resolve(root, read('TATAME_DATA_DIR', '.tatame')),
    ports: {
      api: port('TATAME_API_PORT', 54321),
      db: port('TATAME_DB_PORT', 54322),
      studio: port('TATAME_STUDIO_PORT', 54323),
    },
    env: readEnvFile(join(root, 'supabase/functions/.env')),
  };
}

const readEnvFile = (file: string): Record<string, string> =>
  existsSync(file) ? withoutEmpty(parseEnv(readFileSync(file, 'utf8'))) : {};

const withoutEmpty = (env: NodeJS.Dict<string>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((pair): pair is [string, string] => !!pair[1]));
