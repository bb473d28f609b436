/**
 * How to add a page to the console: write `local/console/<room>/<room>-page.tsx` with
 * `export const fooPage: Page = { path: '/foo', title: 'Foo', about: '…', render }`, and name it in
 * `pages.ts`; the navigation, the person picker, security and errors come with the shell. `render`
 * gets a `View`: the chosen person, the query, the form of a POST, and the workbench with the doors.
 * It answers JSX, or a `Response` (`seeOther` after a change). Ready-made parts are in `parts/`. No
 * inline script and no inline style: neither would run.
 */
import type { Child } from 'hono/jsx';
import type { Person } from './people/person.ts';
import type { Workbench } from './workbench/workbench.ts';

export interface Page {
  /** Where it is served. */
  path: `/${string}`;
  title: string;
  /** One sentence under the title: what one sees here. */
  about: string;
  /** Whether the page is about a person, who then is chosen at its head. */
  asPerson?: boolean;
  render(view: View): Content | Promise<Content>;
}

export type Content = Child | Response;

/** What a page is asked, and what it works with. */
export interface View {
  url: URL;
  query: URLSearchParams;
  /** What was posted; undefined when the page is only looked at. */
  form: FormData | undefined;
  person: Person;
  workbench: Workbench;
  /** All there are, in the order of the navigation. */
  pages: readonly Page[];
}

/** The address of a page for the same person. */
export function linkTo(
  view: { person: Pick<Person, 'key'> },
  path: string,
  query: Record<string, string> = {},
): string {
  return `${path}?${new URLSearchParams({ as: view.person.key, ...query })}`;
}

/** Sends the browser on after a change, so that a reload does not make it again. */
export const seeOther = (location: string): Response =>
  new Response(null, { status: 303, headers: { location } });
