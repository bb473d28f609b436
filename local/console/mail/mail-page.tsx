import type { Mail } from '../../mail/mailbox.ts';
import type { Page } from '../page.ts';
import { Notice } from '../parts/notice.tsx';
import { LinkedText } from './linked-text.tsx';

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

/** The plain text: markup of a mail is not let into the page. */
const Letter = ({ mail: { to, subject, text = '', sent_at } }: { mail: Mail }) => (
  <article class='letter'>
    <h2>{subject}</h2>
    <p class='quiet'>
      to {to} · <time datetime={sent_at}>{sent_at}</time>
    </p>
    <pre><LinkedText text={text} /></pre>
  </article>
);
