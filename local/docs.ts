import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';

const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const FILES = new Set(['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']);
const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.png': 'image/png',
};

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Tatame API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="icon" href="/docs/favicon-32x32.png">
  </head>
  <body>
    <div id="api"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script>
      SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', persistAuthorization: true });
    </script>
  </body>
</html>
`;

/** The readable API page, out of node_modules so that it works offline. Undefined: no such file. */
export async function serveDocs(path: string): Promise<Response | undefined> {
  const file = path.replace(/^\/docs\/?/, '');
  if (file === '') return new Response(PAGE, { headers: { 'content-type': 'text/html' } });
  if (!FILES.has(file)) return undefined;
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  return new Response(new Uint8Array(await readFile(join(swagger, file))), {
    headers: { 'content-type': type, 'cache-control': 'max-age=3600' },
  });
}
