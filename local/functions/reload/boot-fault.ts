import { pathToFileURL } from 'node:url';
import { placeInEnvFile } from '../../stack/settings/env-file.ts';
import { PROJECT_ROOT } from '../../stack/settings/state.ts';

const ROOT_URL = pathToFileURL(PROJECT_ROOT).href;
const FRAMES = 3;

/**
 * Shortens what Deno says when a function does not start to what a developer can act on: the message
 * and the places in the project's own code, or in `.env` where a variable is at fault.
 */
export function describeBootFault(stack: string): string {
  const lines = stack.replaceAll(ROOT_URL, '').split('\n');
  const isFrame = (line: string) => /^\s+at /.test(line);
  const message = lines.filter((line) => !isFrame(line)).join('\n').trim();
  const own = lines.filter((line) =>
    isFrame(line) && !/node_modules|ext:|local\/functions/.test(line)
  );
  const frames = own.slice(0, FRAMES).map((line) => line.trim());
  const variables = message.startsWith('EnvError')
    ? new Set(message.match(/\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\b/g))
    : [];
  const places = [...variables].flatMap((name) => placeInEnvFile(name) ?? []);
  return [message, ...places.map((place) => `at ${place}`), ...frames].join('\n    ');
}
