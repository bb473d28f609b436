import { html } from 'hono/html';

export type Html = ReturnType<typeof html>;

const STYLE = `
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
  article { border-top: 1px solid #bbb; padding: .5rem 0 }
  form { display: inline } button { font: inherit; margin: .2rem .4rem .2rem 0 }
  small, td { overflow-wrap: anywhere } .quiet { color: #555 }
`;

/** A page of the local stand-in for Stripe. */
export const layout = (title: string, content: Html | Html[]): Html =>
  html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>${title}</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <h1>${title}</h1>
    <p class="quiet">The local stand-in for Stripe: no money moves, nothing leaves this machine.</p>
    ${content}
  </body>
</html>`;

/** A button that does something to something. */
export const action = (does: string, of: string, back: string): Html =>
  html`
    <form method="post" action="/stripe/do">
      <input type="hidden" name="does" value="${does}">
      <input type="hidden" name="of" value="${of}">
      <input type="hidden" name="back" value="${back}">
      <button>${does}</button>
    </form>
  `;

export const dayOf = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().slice(0, 10);

export const amountOf = (cents: number): string => `€ ${(cents / 100).toFixed(2)}`;
