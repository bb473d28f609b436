import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Outcome } from '../../../../../src/sending.ts';
import type { SmtpAccess } from './smtp-access.ts';

const CONNECT_MS = 8_000;
/** RFC 5321 would wait for minutes; a function has none. */
const SILENCE_MS = 12_000;

/** What nodemailer adds to its errors. */
interface SmtpFault extends Error {
  responseCode?: number | undefined;
  command?: string | undefined;
}

/** A connection to a mail server that has let us in. */
export interface SmtpLine {
  send(envelope: { from: string; to: string }, raw: Uint8Array): Promise<Outcome>;
  close(): void;
}

/**
 * Connects and signs in; over TLS or not at all.
 * @throws Error where that does not come about: nothing was handed over
 */
export async function openLine(
  { host, port, secure, user, password, ca }: SmtpAccess,
): Promise<SmtpLine> {
  const { default: Connection } = await import('nodemailer/lib/smtp-connection');
  const line: SMTPConnection = new Connection({
    ...{ host, port, secure, requireTLS: !secure },
    ...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    ...ca !== undefined && { tls: { ca } },
  });
  /** Runs a step; whatever ends the line ends the step too. */
  const step = <T>(begin: (done: (error?: Error | null, result?: T) => void) => void) =>
    new Promise<T | undefined>((resolve, reject) => {
      const lost = (error?: Error) => finish(error ?? new Error('The connection was closed'));
      const finish = (error?: Error | null, result?: T) => {
        line.off('error', lost).off('end', lost);
        if (error) reject(error);
        else resolve(result);
      };
      line.once('error', lost).once('end', lost);
      begin(finish);
    });
  // What comes when nobody waits any more is nobody's error.
  line.on('error', () => {});
  try {
    await step<void>((done) => line.connect(done));
    await step((done) => line.login({ credentials: { user, pass: password } }, done));
  } catch (error) {
    line.close();
    throw error;
  }
  return {
    async send({ from, to }, raw) {
      let begun = false;
      // Read only once the server asks for it: before that nothing was handed over.
      const message = new Readable({
        read() {
          begun = true;
          this.push(raw);
          this.push(null);
        },
      });
      try {
        const info = await step<{ response?: string }>((done) =>
          line.send({ from, to: [to] }, message, done)
        );
        return { is: 'sent', ...ticketOf(info?.response) };
      } catch (error) {
        return outcomeOf(error as SmtpFault, begun);
      }
    },
    close: () => line.quit(),
  };
}

/** What a server calls a mail that it took: servers say it in words of their own. */
function ticketOf(response = ''): { ticket?: string } {
  const ticket = /\b(?:queued as|id=|Ok:?)\s*<?([\w.@+-]{4,200})/i.exec(response)?.[1];
  return ticket === undefined ? {} : { ticket };
}

/**
 * Judges a fault by the stage (RFC 5321 4.2.1): an answer tells what became of the mail, and no answer
 * after the server asked for its text tells nothing.
 */
function outcomeOf({ responseCode, command, message }: SmtpFault, begun: boolean): Outcome {
  if (responseCode === undefined) {
    return begun ? { is: 'unknown' } : { is: 'unsent', reason: 'connection_lost' };
  }
  const reason = `${responseCode} ${message}`.replaceAll(/\s+/g, ' ').slice(0, 200);
  // About who sends, or the server going away: it would say so of any mail.
  if (responseCode === 421 || command === 'MAIL FROM' || responseCode === 530) {
    return { is: 'unsent', reason };
  }
  return { is: responseCode < 500 ? 'later' : 'refused', reason };
}
