import { packageFolder, serveFile } from '../stack/package-files.ts';
import { people } from '../stack/people.ts';

const swagger = packageFolder('swagger-ui-dist/package.json');

/** The demo people sign in from the page itself; the token goes where `Authorize` would put it. */
const page = (publishableKey: string) =>
  `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Tatame API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="icon" href="/docs/favicon-32x32.png">
    <style>#person { font: 1rem sans-serif; padding: 1rem; text-align: right }</style>
  </head>
  <body>
    <form id="person">
      <select name="email" aria-label="Demo person">
        ${people.map(({ email, role }) => `<option value="${email}">${role} ${email}</option>`)}
      </select>
      <button>Sign in</button> <output></output>
    </form>
    <div id="api"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script>
      const ui = SwaggerUIBundle({
        url: '/openapi.json',
        dom_id: '#api',
        persistAuthorization: true,
        // All operations and schemas at once keep a browser busy for a minute: a function is opened by hand.
        docExpansion: 'none',
        defaultModelsExpandDepth: -1,
      });
      document.getElementById('person').addEventListener('submit', async (event) => {
        event.preventDefault();
        const email = event.target.elements.email.value;
        const answer = await fetch('/auth/v1/token?grant_type=password', {
          method: 'POST',
          headers: { apikey: '${publishableKey}', 'content-type': 'application/json' },
          body: JSON.stringify({ email, password: '${people[0]!.password}' }),
        });
        const { access_token, error_description } = await answer.json();
        if (access_token) ui.preauthorizeApiKey('user', access_token);
        event.target.querySelector('output').textContent = access_token
          ? 'You are ' + email + '.'
          : error_description ?? 'This failed.';
      });
    </script>
  </body>
</html>
`;

/** The readable API page, out of node_modules so that it works offline. Undefined: no such file. */
export async function serveDocs(
  path: string,
  publishableKey: string,
): Promise<Response | undefined> {
  const file = path.replace(/^\/docs\/?/, '');
  if (file !== '') return await serveFile(swagger, file);
  return new Response(page(publishableKey), { headers: { 'content-type': 'text/html' } });
}
