import { inArray } from 'drizzle-orm';
import type { SystemDatabase } from '../../../src/db/client.ts';
import { users } from '../../../src/db/schema/identity/users.ts';
import { linkTo, type Page } from '../page.ts';
import { Notice } from '../parts/notice.tsx';
import { fullName, listTables } from '../matrix/tables.ts';
import { RequestDetail } from './request-detail.tsx';
import { RequestsTable } from './requests-table.tsx';

/** What clients have just asked of this stack, and what became of it. */
export const requestsPage: Page = {
  path: '/requests',
  title: 'Requests',
  about: 'The last requests to any service of this stack, kept in memory and nowhere else.',
  async render(view) {
    const all = view.workbench.stack.listRequests();
    const onlyBad = view.query.has('refused');
    const shown = onlyBad ? all.filter(({ status = 0 }) => status >= 400) : all;
    const db = view.workbench.doors.asSystem('the console shows who asked, and of which tables');
    const asked = view.query.get('id');
    const request = asked === null ? undefined : all.find(({ requestId }) => requestId === asked);
    if (asked !== null && !request) {
      return <Notice kind='empty' title='This request is kept no more' />;
    }
    const known = {
      tables: new Set((await listTables(db)).map(fullName)),
      people: await keysOf(db, shown.flatMap(({ subject }) => subject ?? [])),
    };
    if (request) return <RequestDetail {...{ view, request, known }} />;
    return (
      <>
        <p class='line'>
          <a class='button' href={linkTo(view, '/requests')}>all</a>
          <a class='button' href={linkTo(view, '/requests', { refused: '' })}>refused or failed</a>
        </p>
        {shown.length === 0
          ? (
            <Notice kind='empty' title='No request yet'>
              Call the API, and reload this page.
            </Notice>
          )
          : <RequestsTable {...{ view, known }} requests={shown} />}
      </>
    );
  },
};

/** The keys of people by their subjects. */
async function keysOf(db: SystemDatabase, subjects: string[]): Promise<Map<string, string>> {
  if (subjects.length === 0) return new Map();
  const rows = await db.select({ id: users.id, subject: users.subject }).from(users)
    .where(inArray(users.subject, [...new Set(subjects)]));
  return new Map(rows.map(({ id, subject }) => [subject ?? '', `user.${id}`]));
}
