import { linkTo, type Page } from '../page.ts';
import { Notice } from '../parts/notice.tsx';

/** What the stack is, and where one goes from here. */
export const homePage: Page = {
  path: '/',
  title: 'Console',
  about: 'Who may see what in this stack, as whom, and why.',
  render(view) {
    const { apiUrl } = view.workbench.stack;
    return (
      <>
        <Notice kind='told' title='For development only'>
          This console belongs to the local stack. It is bound to this machine, reads everything as
          the system where it must, and is part of no deployment.
        </Notice>
        <h2>This stack</h2>
        <dl class='facts'>
          <dt>API</dt>
          <dd>
            <code>{apiUrl}</code>
          </dd>
          <dt>Functions</dt>
          <dd>
            <code>{apiUrl}/functions/v1</code>
          </dd>
        </dl>
        <h2>Pages</h2>
        <dl class='facts'>
          {view.pages.filter(({ path }) => path !== '/').map(({ path, title, about }) => (
            <>
              <dt>
                <a href={linkTo(view, path)}>{title}</a>
              </dt>
              <dd>{about}</dd>
            </>
          ))}
        </dl>
      </>
    );
  },
};
