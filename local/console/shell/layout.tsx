import type { Child } from 'hono/jsx';
import type { Page, View } from '../page.ts';
import type { Person } from '../people/person.ts';
import { Document } from './document.tsx';
import { Navigation } from './navigation.tsx';
import { PersonPicker } from './person-picker.tsx';

interface Props {
  page: Page;
  view: View;
  /** Whom the picker offers. */
  people: Person[];
  children: Child;
}

/** A page with its head: what this is, where one can go, whose eyes one looks with. */
export const Layout = ({ page, view, people, children }: Props) => (
  <Document title={page.title}>
    <a class='skip' href='#content'>Skip to the content</a>
    <header class='top'>
      <p class='brand'>
        Tatame <span class='tag'>development only · never deployed</span>
      </p>
      <Navigation page={page} view={view} />
    </header>
    <main id='content' tabindex={-1}>
      <h1>{page.title}</h1>
      <p class='about'>{page.about}</p>
      {page.asPerson && <PersonPicker view={view} people={people} />}
      {children}
    </main>
    <div id='said' role='status' aria-live='polite'></div>
  </Document>
);
