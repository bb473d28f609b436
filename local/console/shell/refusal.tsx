import type { Context } from 'hono';
import { Document } from './document.tsx';

/** Answers who is not let in, with the way in. Knows nothing of what is inside. */
export function refuse(c: Context, why: string) {
  return c.html(
    <Document title='Closed'>
      <main id='content' class='closed'>
        <h1>This console is closed</h1>
        <p>{why}</p>
        <p>
          Open the link of <code>npm run -s status</code>{' '}
          (<code>console_url</code>) in a browser on this machine. If you have just done so,{' '}
          <a href='/'>go on</a>.
        </p>
      </main>
    </Document>,
    403,
  );
}
