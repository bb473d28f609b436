import type { Page } from '../page.ts';
import { Notice } from '../parts/notice.tsx';
import { Letter } from './letter.tsx';

/** What the stack has sent: nothing of it has left this machine. */
export const mailPage: Page = {
  path: '/mail',
  title: 'Mail',
  about: 'Mails and messages to devices since the stack started. Nothing has left this machine.',
  render({ workbench, query, person }) {
    const to = query.get('to')?.trim() || undefined;
    const mails = workbench.stack.mailbox.list(to);
    return (
      <>
        <form class='find' method='get' action='/mail'>
          <input type='hidden' name='as' value={person.key} />
          <label for='to'>Only to</label>
          <input id='to' name='to' type='text' value={to ?? ''} autocomplete='off' />
          <button type='submit'>Show</button>
        </form>
        {mails.length === 0
          ? (
            <Notice kind='empty' title={to ? `Nothing was sent to ${to}` : 'Nothing was sent'}>
              Sign up, sign in by a link or notify members, and it is here: mails, and what devices
              are sent.
            </Notice>
          )
          : mails.map((mail) => <Letter mail={mail} />)}
      </>
    );
  },
};
