import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { PROJECT_ROOT } from '../../stack/settings/state.ts';

/** Not in package.json: as a dependency its platform packages break `npm ci` in some registries. */
const CLI = 'supabase@3.1.0';

/**
 * Runs the Supabase CLI, which npx fetches on first use.
 * @param options `capture`: whether to return its output instead of showing it
 */
export async function supabaseCli(
  args: string[],
  { capture = false, env = {} }: { capture?: boolean; env?: Record<string, string> } = {},
): Promise<string> {
  const child = spawn('npx', ['-y', CLI, ...args], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...env, SUPABASE_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
    stdio: ['inherit', capture ? 'pipe' : 'inherit', 'inherit'],
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk));
  const [code] = await once(child, 'close') as [number | null];
  if (code !== 0) throw new Error(`supabase ${args[0]} ended with exit code ${code}.`);
  return output;
}
