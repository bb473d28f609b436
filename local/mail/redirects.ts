import { AsyncLocalStorage } from 'node:async_hooks';
import type { Mailbox } from './mailbox.ts';

const wanted = new AsyncLocalStorage<string>();

/** Runs what a request causes, so that mails it sends lead to its `redirect_to`. */
export function withRedirect<T>(request: Request, work: () => Promise<T>): Promise<T> {
  const redirect = new URL(request.url).searchParams.get('redirect_to');
  return redirect ? wanted.run(redirect, work) : work();
}

/** A mailbox for the local Auth service, whose links would all lead to the same page. */
export const redirecting = (mailbox: Mailbox): Pick<Mailbox, 'send'> => ({
  send(mail) {
    const redirect = wanted.getStore();
    const lead = (text: string | undefined) =>
      redirect && text?.replace(
        /(redirect_to=)[^&"\s]*/g,
        (_, name) => name + encodeURIComponent(redirect),
      );
    return mailbox.send({
      ...mail,
      ...redirect && { text: lead(mail.text), html: lead(mail.html) },
    });
  },
});
