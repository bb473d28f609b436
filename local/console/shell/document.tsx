import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';

/** The frame of every answer: what the browser needs, and nothing from elsewhere. */
export const Document = ({ title, children }: { title: string; children: Child }) => (
  <>
    {raw('<!doctype html>')}
    <html lang='en'>
      <head>
        <meta charset='utf-8' />
        <meta name='viewport' content='width=device-width, initial-scale=1' />
        <meta name='color-scheme' content='light dark' />
        <title>{`${title} · Tatame console`}</title>
        <link rel='icon' href='data:,' />
        <link rel='stylesheet' href='/assets/console.css' />
        <script src='/assets/console.js' defer></script>
      </head>
      <body>{children}</body>
    </html>
  </>
);
