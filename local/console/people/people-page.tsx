import { linkTo, type Page, seeOther, type View } from '../page.ts';
import { Notice } from '../parts/notice.tsx';
import { findPeople, LISTED } from './find-people.ts';
import { isTemplate } from './made-up.ts';
import { MakeUp } from './make-up.tsx';
import { PeopleTable } from './people-table.tsx';
import { ANONYMOUS, type Person, SYSTEM } from './person.ts';

/** Everybody whose eyes can be borrowed, those of the database and those made up. */
export const peoplePage: Page = {
  path: '/people',
  title: 'People',
  about: 'Whose eyes to look with: everybody of the database, and people made up for a question.',
  async render(view) {
    const made = view.form && makeUp(view, view.form);
    if (made && 'key' in made) {
      return seeOther(linkTo({ person: made }, '/people', { made: made.key }));
    }
    const text = view.query.get('find')?.trim() ?? '';
    const { doors, madeUp } = view.workbench;
    const found = await findPeople(doors.asSystem('the console lists people'), text);
    return (
      <>
        {made && <Notice kind='fault' title='Nobody was made up'>{made.fault}</Notice>}
        <form class='find' method='get' action='/people'>
          <input type='hidden' name='as' value={view.person.key} />
          <label for='find'>Email, subject or id, from its start</label>
          <input id='find' name='find' type='search' value={text} autocomplete='off' />
          <button type='submit'>Find</button>
        </form>
        {found.length === 0
          ? (
            <Notice
              kind='empty'
              title={text ? `Nobody begins with "${text}"` : 'There is nobody yet'}
            />
          )
          : <PeopleTable view={view} caption='People of the database' people={found} />}
        {found.length === LISTED && (
          <p class='bound'>The first {LISTED}; find others by how they begin.</p>
        )}
        <PeopleTable
          view={view}
          caption='Others'
          people={[ANONYMOUS, SYSTEM, ...madeUp.list()]}
        />
        <MakeUp typed={made ? String(view.form?.get('claims') ?? '') : undefined} view={view} />
      </>
    );
  },
};

function makeUp({ workbench }: View, form: FormData): Person | { fault: string } {
  const template = String(form.get('template') ?? '');
  return isTemplate(template)
    ? workbench.madeUp.make(template)
    : workbench.madeUp.type(String(form.get('claims') ?? ''));
}
