/**
 * What became of one message that was handed to a service outside. `sent`: the service took it.
 * `refused`: it never will, for a reason of this message's own. `later`: not now, for a reason of this
 * message's own. `unsent`: the service took none of them, for a reason that is not theirs. `unknown`:
 * it was handed over, and nobody can say whether it was taken, so nobody sends it again by itself.
 */
export type Outcome =
  | { is: 'sent'; ticket?: string | undefined }
  | { is: 'refused' | 'later'; reason: string }
  | { is: 'unsent'; reason: string; retryAfterMs?: number | undefined }
  | { is: 'unknown' };

/** So many messages are handed over by one call, at most. */
export const MESSAGES_PER_CALL = 100;

/**
 * Hands over up to a hundred messages by one call, which is not repeated where its outcome is unknown.
 * It does not throw: whatever happens is an outcome of each message, in their order.
 */
export type Send<Message> = (messages: readonly Message[]) => Promise<Outcome[]>;

/** One message to one device. */
export interface Push {
  token: string;
  title: string;
  body: string;
  /** What the app opens: ids only. */
  data: Record<string, string>;
}

/** What became of a message that was taken: whether the device's own service took it. */
export type Receipt = { is: 'delivered' } | { is: 'refused' | 'later'; reason: string };

/** The port to the service that reaches devices. */
export interface PushService {
  send: Send<Push>;
  /**
   * Asks what became of up to 300 tickets; one of which nothing is known yet is not in the answer.
   * @throws Error where there is no answer; asking again does no harm
   */
  readReceipts(tickets: readonly string[]): Promise<Map<string, Receipt>>;
}

/** So many tickets are asked about at once, at most. */
export const TICKETS_PER_CALL = 300;

/** The reason of a device that nobody reaches any more: its token is to be forgotten. */
export const DEVICE_GONE = 'device_not_registered';

/** One mail to one address. Header fields are whole lines: none holds a line break. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** The same with markup. */
  html?: string | undefined;
  /** Where answers go, if not to whom it is from. */
  reply_to?: string | undefined;
  /** What it is known by here: whoever tells later what became of it names it. */
  id?: string | undefined;
  /** Which attempt at it this is: one that was given up may be told of later. */
  attempt?: string | undefined;
  /** Further header fields, such as `List-Unsubscribe`. */
  headers?: Readonly<Record<string, string>>;
}

/** The port to the service that sends mails: the one way for all of the product. */
export type SendMail = Send<Mail>;
