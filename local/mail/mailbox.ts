/** A mail as it is handed over, and when; or a message to a device, whose token is then `to`. */
export interface Mail {
  to: string;
  subject: string;
  text?: string;
  html?: string;
  /** Fields that it carries beside those above. */
  headers?: Record<string, string>;
  sent_at: string;
}

export interface Mailbox {
  /** The mail driver of the Auth service, and what speaks to providers: nothing leaves this machine. */
  send(mail: Omit<Mail, 'sent_at'>): Promise<void>;
  /** The newest first, to everybody or to one. */
  list(to?: string): Mail[];
}

const KEPT = 200;

/** Keeps the latest mails in memory, for the page and for tests. */
export function createMailbox(): Mailbox {
  const mails: Mail[] = [];
  return {
    send(mail) {
      mails.unshift({ ...mail, sent_at: new Date().toISOString() });
      mails.length = Math.min(mails.length, KEPT);
      return Promise.resolve();
    },
    list: (to) => mails.filter((mail) => to === undefined || mail.to === to),
  };
}
