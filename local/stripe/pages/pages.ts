import { html } from 'hono/html';
import type { Book } from '../book.ts';
import { happenings, isOpen } from '../life.ts';
import type { Session, Subscription } from '../objects.ts';
import { action, amountOf, dayOf, type Html, layout } from './layout.ts';

/** Which happenings make sense for a subscription as it is. */
const possible = (one: Subscription): string[] =>
  Object.keys(happenings).filter((does) => {
    if (!isOpen(one)) return false;
    if (does === 'cancel at the end') return !one.cancel_at_period_end;
    if (does === 'keep it') return one.cancel_at_period_end;
    if (does === 'pay what is open') return one.status !== 'active';
    if (does === 'let a payment fail') return one.status === 'active';
    if (does === 'give up') return one.status === 'past_due';
    return true;
  });

const subscriptionView = (one: Subscription, back: string): Html =>
  html`<article>
    <strong>${one.price.product}</strong>, ${amountOf(one.price.amount)} a ${one.price.interval}:
    ${one.status}${one.cancel_at_period_end ? ', ends' : ', until'} ${dayOf(one.period_end)}
    <br><small>${one.id} of ${one.customer}</small><br>
    ${possible(one).map((does) => action(does, one.id, back))}
  </article>`;

/** Where somebody pays, or does not. */
export const checkoutPage = (session: Session, now: number): Html => {
  const back = `/stripe/checkout/${session.id}`;
  const isOpen = session.status === 'open' && session.expires_at > now;
  return layout(
    'Checkout',
    html`<p>${session.price.product}: ${amountOf(session.price.amount)} a ${session.price.interval}
      ${session.email ? html`, for ${session.email}` : ''}</p>
    ${
      isOpen
        ? [action('pay', session.id, back), action('pay with a declined card', session.id, back)]
        : html`<p>This page is ${session.status}.</p>`
    }
    <p><a href="${session.cancel_url}">Turn back</a></p>`,
  );
};

/** Where somebody changes what they subscribed to. */
export const portalPage = (
  book: Book,
  id: string,
  { customer, return_url }: Book['portals'][string],
): Html => {
  const theirs = Object.values(book.subscriptions).filter((one) => one.customer === customer);
  return layout(
    'Portal',
    html`<p>${book.customers[customer]?.email ?? customer}</p>
    ${theirs.map((one) => subscriptionView(one, `/stripe/portal/${id}`))}
    <p><a href="${return_url}">Back to the app</a></p>`,
  );
};

/** All there is: what was subscribed to, the pages that are open, and what was told of it. */
export const bookPage = (book: Book): Html =>
  layout(
    'Stripe',
    html`<h2>Subscriptions</h2>
    ${Object.values(book.subscriptions).toReversed().map((one) => subscriptionView(one, '/stripe'))}
    <h2>Checkouts</h2>
    ${
      Object.values(book.sessions).toReversed().slice(0, 20).map((session) =>
        html`<article><a href="/stripe/checkout/${session.id}">${session.id}</a>:
        ${session.status}</article>`
      )
    }
    <h2>Events</h2>
    ${
      book.sent.map(({ event, answer }) =>
        html`<article>${event.type} <small>${event.id}</small><br><small>${answer}</small>
        ${action('send again', event.id, '/stripe')}</article>`
      )
    }`,
  );
