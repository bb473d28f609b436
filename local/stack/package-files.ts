import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join, sep } from 'node:path';

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The folder of an installed package, from a file in it that can be resolved. */
export const packageFolder = (file: string): string =>
  dirname(createRequire(import.meta.url).resolve(file));

/** A file below `folder`, so that pages work offline. Undefined: there is no such file. */
export async function serveFile(folder: string, path: string): Promise<Response | undefined> {
  const file = join(folder, path);
  const type = TYPES[extname(file)];
  if (!type || !file.startsWith(folder + sep)) return undefined;
  const content = await readFile(file).catch(() => undefined);
  return content && new Response(new Uint8Array(content), {
    headers: { 'content-type': type, 'cache-control': 'max-age=3600' },
  });
}
