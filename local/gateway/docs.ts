import { packageFolder, serveFile } from '../stack/package-files.ts';

const swagger = packageFolder('swagger-ui-dist/package.json');

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
  return await serveFile(swagger, file);
}
