import type { Mail, Outcome } from '../../../../../src/sending.ts';
import { assertOutsideTransaction } from '../../db/fetch-check.ts';
import { inSpan } from '../../traces/span.ts';
import type { SmtpAccess } from './smtp-access.ts';
import { openLine, type SmtpLine } from './smtp-line.ts';
import { addressIn, textOf } from './smtp-text.ts';

/** Mails go one after the other on a line, so several are open. */
const MOST_LINES = 4;
/** After so long no further mail is begun: what is left is unsent, and known to be. */
const BEGIN_MS = 8_000;

/**
 * Hands mails over to a mail server, each in an envelope of its own. There is no key by which one that
 * may have been taken could be repeated, so its outcome stays unknown.
 */
export async function sendBySmtp(
  { from, ...access }: SmtpAccess & { from: string },
  mails: readonly Mail[],
): Promise<Outcome[]> {
  assertOutsideTransaction('smtp');
  const start = () => ({
    name: 'smtp send',
    kind: 'client' as const,
    attributes: { 'server.address': access.host, 'peer.service': 'mail' },
  });
  return await inSpan(start, async () => {
    const outcomes: Outcome[] = mails.map(() => ({ is: 'unsent', reason: 'unreachable' }));
    const end = Date.now() + BEGIN_MS;
    const next = mails.entries();
    await Promise.all(
      Array.from({ length: Math.min(MOST_LINES, mails.length) }, async () => {
        const line = await openLine(access).catch((error: Error) => error);
        if (line instanceof Error) return;
        await sendAll(line, next, outcomes, { from, end, access });
        line.close();
      }),
    );
    return outcomes;
  });
}

/** Sends what nobody has begun yet, until nothing is left, the time is over or the line is gone. */
async function sendAll(
  line: SmtpLine,
  next: Iterator<[number, Mail]>,
  outcomes: Outcome[],
  { from, end, access }: { from: string; end: number; access: SmtpAccess },
): Promise<void> {
  while (Date.now() < end) {
    const { done, value } = next.next();
    if (done) return;
    const [i, mail] = value;
    const raw = await textOf(mail, from, access.dkim).catch((error: Error) => error);
    if (raw instanceof Error) {
      // Nothing was handed over, and the others are not to wait for it.
      outcomes[i] = { is: 'later', reason: raw.message };
      continue;
    }
    const outcome = outcomes[i] = await line.send({ from: addressIn(from), to: mail.to }, raw);
    if (outcome.is === 'unknown' || outcome.is === 'unsent') return;
  }
}
