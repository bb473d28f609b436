import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readSetting } from '../stack/settings/settings.ts';
import { PROJECT_ROOT } from '../stack/settings/state.ts';

/** What the hosted runtime is compatible with (https://github.com/supabase/edge-runtime). */
export const HOSTED_DENO = '2.1.14';
/**
 * Where it is installed, for the tests. As a second dependency it would break `npm ci`: the lock file
 * would lack its packages for other platforms.
 */
export const HOSTED_DENO_HOME = join(PROJECT_ROOT, 'node_modules/.cache/hosted-deno');

/** Path of the Deno that runs functions: `TATAME_DENO`, or the pinned one. */
export const denoPath = (): string => readSetting('TATAME_DENO') || executableIn(PROJECT_ROOT);

/** Path of the Deno that the hosted runtime is compatible with; undefined while it is not installed. */
export function hostedDenoPath(): string | undefined {
  try {
    return executableIn(HOSTED_DENO_HOME);
  } catch {
    return undefined;
  }
}

/** The native executable; going through the package's script would cost a Node process each time. */
function executableIn(folder: string): string {
  const from = createRequire(join(folder, 'node_modules/deno/package.json'));
  return (from('./install_api.cjs') as { runInstall(): string }).runInstall();
}
