import { resolve } from 'node:path';
import process from 'node:process';
import { ENV_FILES, readEnvFile } from './env-file.ts';
import type { Ports } from './ports.ts';
import { StackError } from './stack-error.ts';
import { PROJECT_ROOT } from './state.ts';

export interface Settings {
  dataDir: string;
  ports: Ports;
  /** How phones and emulators reach this machine; without it nobody but this machine does. */
  publicUrl?: string;
  /** The variables of `supabase/functions/.env`, for the functions. */
  env: Record<string, string>;
}

/** What the developer has set under a name, in the shell or in `.env`: the shell wins. */
export const readSetting = (name: string, root = PROJECT_ROOT): string | undefined =>
  process.env[name] || readEnvFile(ENV_FILES.local, root)[name];

/**
 * What the developer has set, in the shell or in `.env`; the shell wins. An empty value counts as not
 * set, as in a copy of `.env.example`. The functions' variables have a file of their own, for what
 * is deployed with them must not be found beside the owner's.
 *
 * @throws StackError when a port is no port number, or a URL none
 */
export function readSettings(root = PROJECT_ROOT): Settings {
  const read = (name: string, fallback: string) => readSetting(name, root) || fallback;
  const port = (name: string, fallback: number) => {
    const value = Number(read(name, String(fallback)));
    if (Number.isInteger(value) && value >= 0 && value < 65_536) return value;
    throw new StackError(`${name} must be a port number.`);
  };
  const publicUrl = read('TATAME_PUBLIC_URL', '');
  return {
    dataDir: resolve(root, read('TATAME_DATA_DIR', '.tatame')),
    ports: {
      api: port('TATAME_API_PORT', 54321),
      db: port('TATAME_DB_PORT', 54322),
      studio: port('TATAME_STUDIO_PORT', 54323),
      console: port('TATAME_CONSOLE_PORT', 54328),
    },
    ...publicUrl && { publicUrl: originOf(publicUrl) },
    env: readEnvFile(ENV_FILES.functions, root),
  };
}

function originOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && /^https?:$/.test(parsed.protocol) && parsed.pathname === '/') return parsed.origin;
  throw new StackError('TATAME_PUBLIC_URL must be like http://192.168.1.20:54321.');
}
