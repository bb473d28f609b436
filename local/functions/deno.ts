import { createRequire } from 'node:module';

/** The native executable; going through the package's script would cost a Node process each time. */
export function denoPath(): string {
  const api = createRequire(import.meta.url)('deno/install_api.cjs') as { runInstall(): string };
  return api.runInstall();
}
