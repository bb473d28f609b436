import { randomUUID } from 'node:crypto';
import { DEVICE_GONE, type Outcome } from '../../sending.ts';
import { forgetDevices } from '../../sending/forget-devices.ts';
import { mailNotConfigured } from '../../sending/not-configured.ts';
import { cameOf, type Trouble, troubleOf } from '../../sending/trouble.ts';
import { loadRenderer, type RenderedMessage } from '../templates/render-message.ts';
import { type Channel, claimMessages, type FoundMessage } from './claim-messages.ts';
import type { MessagesContext } from './context.ts';
import type { Sender } from './sender-of.ts';
import { endOf, settleMessages } from './settle-messages.ts';
import type { templatesOf } from './templates-of.ts';
import { mailOf, pushesOf } from './words-of.ts';

/** What the calls for one shop have in common. */
export interface ShopMessages {
  shop_id: string;
  sender: Sender;
  templates: ReturnType<typeof templatesOf>;
}

/** What one call came to: how many were due, how many of them got an end, and what the service has. */
export interface Sent {
  found: number;
  came: number;
  trouble?: Trouble | undefined;
}

interface Rendered {
  message: FoundMessage;
  rendered: RenderedMessage;
}

/** One call: claims what is due by a channel, renders, hands over, and writes what became of it. */
export async function sendSome(
  ctx: MessagesContext,
  shop: ShopMessages,
  channel: Channel,
): Promise<Sent> {
  const { db, times, clock = () => new Date() } = ctx;
  const claim = randomUUID();
  const claimedAt = clock();
  const { shop_id } = shop;
  const found = await claimMessages(db, {
    ...{ shop_id, channel, claim },
    ...{ now: claimedAt, claimMs: times.claimMs },
  });
  const claimed = found.filter(({ status }) => status === 'sending');
  if (claimed.length === 0) return { found: found.length, came: found.length };
  const rendered = await render(claimed, shop);
  const ready = rendered.filter((one): one is Rendered => 'rendered' in one);
  const broken = rendered.flatMap((one) => 'error' in one ? [one] : []);
  const { outcomes, trouble } = ready.length === 0
    ? { outcomes: [] }
    : channel === 'email'
    ? await byMail(ctx, shop.sender, { claim, ready })
    : await byPush(ctx, ready, claimedAt);
  await settleMessages(db, { claim, claimedAt, now: clock() }, [
    ...ready.map(({ message: { id, attempts } }, i) => ({
      id,
      ...endOf(outcomes[i] ?? { is: 'unknown' }, attempts),
    })),
    ...broken.map(({ message: { id }, error }) => ({
      ...{ id, error },
      ...{ status: 'failed' as const, reason: 'cannot_render' as const, taken: false },
    })),
  ]);
  const came = found.length - ready.length + cameOf(outcomes);
  return { found: found.length, came, trouble };
}

/** Puts the words of each message together; one that cannot be rendered is sent to nobody. */
async function render(claimed: readonly FoundMessage[], { templates }: ShopMessages) {
  const [renderMessage, versions] = await Promise.all([
    loadRenderer(),
    templates(claimed.map(({ template_version_id }) => template_version_id)),
  ]);
  return claimed.map((message): Rendered | { message: FoundMessage; error: string } => {
    try {
      const version = versions.get(message.template_version_id);
      if (!version) throw new Error('The shop has no such template');
      return { message, rendered: renderMessage(version, message.locale, message.values ?? {}) };
    } catch (error) {
      return { message, error: error instanceof Error ? error.message : String(error) };
    }
  });
}

interface HandedOver {
  outcomes: Outcome[];
  trouble?: Trouble | undefined;
}

async function byMail(
  { sendMail = mailNotConfigured, places: { functions_url, page_url } }: MessagesContext,
  sender: Sender,
  { claim, ready }: { claim: string; ready: readonly Rendered[] },
): Promise<HandedOver> {
  // No mailing leaves without the page on which it can be refused, nor without who sends it.
  const unsent = (reason: string) => ready.map((): Outcome => ({ is: 'unsent', reason }));
  const outcomes = page_url === undefined
    ? unsent('page_not_configured')
    : sender.postal_address === null
    ? unsent('postal_address_missing')
    : await sendMail(
      ready.map(({ message, rendered }) =>
        mailOf(message, claim, rendered, sender, { functions_url, page_url })
      ),
    );
  return { outcomes, trouble: troubleOf(outcomes) };
}

/** A message to several devices came if it came to one; and was seen twice by none. */
async function byPush(
  { db, push }: MessagesContext,
  ready: readonly Rendered[],
  written_at: Date,
): Promise<HandedOver> {
  const pushes = ready.map(({ message, rendered }) => pushesOf(message, rendered));
  const all = await push.send(pushes.flat());
  const outcomes = all.values();
  const ofMessages = pushes.map((some) => some.map(() => outcomes.next().value ?? UNKNOWN));
  await forgetDevices(
    db,
    ready.flatMap(({ message: { user_id } }, i) =>
      pushes[i]!.flatMap(({ token }, n) => {
        const outcome = ofMessages[i]![n]!;
        const gone = outcome.is === 'refused' && outcome.reason === DEVICE_GONE;
        return gone ? [{ user_id: user_id!, token, written_at }] : [];
      })
    ),
  );
  return { outcomes: ofMessages.map(together), trouble: troubleOf(all) };
}

const UNKNOWN: Outcome = { is: 'unknown' };
const RANK = ['sent', 'unknown', 'later', 'unsent', 'refused'] as const;

/** What several devices' outcomes come to: the first of the rank; `later` and `unsent` only if all are. */
const together = (outcomes: readonly Outcome[]): Outcome =>
  RANK.flatMap((is) => outcomes.find((outcome) => outcome.is === is) ?? [])[0] ?? UNKNOWN;
