import type { SendMail } from '../../../../../src/sending.ts';
import type { MailEnv } from '../../runtime/env.ts';
import { onlyFit } from './mail-check.ts';
import { sendByResend } from './send-by-resend.ts';
import { sendBySmtp } from './send-by-smtp.ts';
import { smtpAccess } from './smtp-access.ts';

/**
 * Makes the port that sends mails: by Resend's API, or what speaks it, or by a mail server; undefined
 * where neither is configured.
 *
 * @param ca who signed the mail server's certificate, and `pausesMs` between repetitions of a call to
 * Resend, of tests
 * @throws Error naming all that is wrong where it is configured by half, or twice
 */
export function createMail(
  env: MailEnv,
  { ca, pausesMs }: { ca?: string; pausesMs?: readonly number[] } = {},
): SendMail | undefined {
  const { MAIL_API_URL, MAIL_API_KEY, MAIL_FROM, SMTP_HOST } = env;
  const smtp = smtpAccess(env);
  const faults = [...smtp.faults];
  if (MAIL_API_KEY && SMTP_HOST) faults.push('MAIL_API_KEY and SMTP_HOST exclude one another');
  if (!MAIL_FROM !== !(MAIL_API_KEY || SMTP_HOST)) {
    faults.push('MAIL_FROM goes together with MAIL_API_KEY or SMTP_HOST');
  }
  if (faults.length > 0) throw new Error(`Environment: ${faults.join('; ')}`);
  if (!MAIL_FROM) return undefined;
  const { access } = smtp;
  if (access) {
    const server = { ...access, ca, from: MAIL_FROM };
    return (mails) => onlyFit(mails, (fit) => sendBySmtp(server, fit));
  }
  const resend = {
    ...{ url: `${MAIL_API_URL}/emails/batch`, key: MAIL_API_KEY!, from: MAIL_FROM },
    pausesMs,
  };
  return (mails) => onlyFit(mails, (fit) => sendByResend(resend, fit));
}
