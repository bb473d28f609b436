import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ANONYMOUS, SYSTEM } from '../people/person.ts';
import { findPeople } from '../people/find-people.ts';
import type { Page, View } from '../page.ts';
import { choosePerson } from '../workbench/choose-person.ts';
import { Notice } from '../parts/notice.tsx';
import type { Workbench } from '../workbench/workbench.ts';
import { serveAsset } from './assets.ts';
import { Failure } from './failure.tsx';
import { guard } from './guard.ts';
import { protect } from './headers.ts';
import { Layout } from './layout.tsx';

const FORM_BYTES = 1_000_000;

/** What is sent for somebody is done as nobody else. */
const GONE = (
  <Notice kind='fault' title='Nothing was done'>
    This person is known no more. Choose somebody again.
  </Notice>
);

interface Options {
  port: number;
  /** What the printed link carries. */
  token: string;
  pages: readonly Page[];
  workbench: Workbench;
}

/** The console as an app: the guard, then the page that the path names. */
export function createApp({ port, token, pages, workbench }: Options): Hono {
  const app = new Hono();
  app.use(protect, guard(port, token), bodyLimit({ maxSize: FORM_BYTES }));
  app.get('/assets/:name', async (c) => await serveAsset(c.req.param('name')) ?? c.notFound());
  for (const page of pages) {
    app.on(['GET', 'POST'], page.path, async (c) => {
      const url = new URL(c.req.url);
      const form = c.req.method === 'POST' ? await formOf(c) : undefined;
      if (form === null) return c.text('This is not a form.', 400);
      const view: View = {
        url,
        query: url.searchParams,
        form,
        person: ANONYMOUS,
        workbench,
        pages,
      };
      try {
        const chosen = await choosePerson(url.searchParams.get('as'), workbench);
        if (!chosen && form) {
          return await c.html(<Layout {...{ page, view, people: [] }}>{GONE}</Layout>, 409);
        }
        view.person = chosen ?? ANONYMOUS;
        const content = await page.render(view);
        if (content instanceof Response) return content;
        const people = page.asPerson ? await offered(workbench) : [];
        // Parts that ask the database fail only when they are rendered.
        return await c.html(<Layout {...{ page, view, people }}>{content}</Layout>);
      } catch (error) {
        const failure = <Failure error={error} />;
        return c.html(<Layout {...{ page, view, people: [] }}>{failure}</Layout>, 500);
      }
    });
  }
  return app;
}

/** What was posted; null where it is not what a form sends. */
const formOf = (c: Context): Promise<FormData | null> => c.req.formData().catch(() => null);

async function offered({ doors, madeUp }: Workbench) {
  const known = await findPeople(doors.asSystem('the console lists people to choose from'));
  return [ANONYMOUS, ...madeUp.list(), ...known, SYSTEM];
}
