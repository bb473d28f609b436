import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const LOCAL_URL = 'postgresql://postgres:postgres@127.0.0.1:54322/postgres';

/** Reads which database a command works on: `DATABASE_URL`, also from `.env`, else the local one. */
export function targetUrl(): string {
  const envFile = fileURLToPath(new URL('../../.env', import.meta.url));
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  return process.env.DATABASE_URL || LOCAL_URL;
}
