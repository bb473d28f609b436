/**
 * Installs the Deno that the hosted runtime is compatible with, beside the tree, for `npm run
 * test:hosted`. Where it cannot be had it says so, and the tests that need it are skipped.
 */
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import process from 'node:process';
import { promisify } from 'node:util';
import { HOSTED_DENO, HOSTED_DENO_HOME, hostedDenoPath } from '../../functions/deno.ts';

const run = promisify(execFile);
const PATIENCE_MS = 120_000;

async function install(): Promise<void> {
  await mkdir(HOSTED_DENO_HOME, { recursive: true });
  const flags = ['--no-save', '--no-audit', '--no-fund', '--prefix', HOSTED_DENO_HOME];
  await run('npm', ['install', ...flags, `deno@${HOSTED_DENO}`], { timeout: PATIENCE_MS });
}

/** Its own word for its version, which also says that it runs here. */
async function version(): Promise<string> {
  const { stdout } = await run(hostedDenoPath() ?? '', ['--version'], { timeout: PATIENCE_MS });
  return /^deno (\S+)/.exec(stdout)?.[1] ?? stdout;
}

try {
  if (await version().catch(() => undefined) !== HOSTED_DENO) await install();
  const found = await version();
  if (found !== HOSTED_DENO) throw new Error(`what is installed is ${found}`);
} catch (error) {
  const { message, stderr = '' } = error as Error & { stderr?: string };
  const reason = /^npm error (?!code|errno|syscall)(.+)/m.exec(stderr)?.[1] ??
    message.split('\n')[0];
  console.error(`NOT TESTED on deno ${HOSTED_DENO}, which is what is hosted: ${reason}`);
  process.exitCode = process.argv.includes('--or-fail') ? 1 : 0;
}
