import { createPrivateKey } from 'node:crypto';
import type { MailEnv } from '../../runtime/env.ts';

/** Where mails speak TLS from the first byte; elsewhere they begin it by STARTTLS, or send nothing. */
const IMPLICIT_TLS = [465, 2465];
/** Functions of the platform reach nobody there (https://supabase.com/docs/guides/functions/limits). */
const CLOSED = [25, 587];

/** How a domain signs the mails that leave here (RFC 6376). */
export interface Dkim {
  domainName: string;
  keySelector: string;
  privateKey: string;
}

/** A mail server that takes mails for anybody, by its name and password. */
export interface SmtpAccess {
  host: string;
  port: number;
  secure: boolean;
  user: string;
  password: string;
  dkim?: Dkim | undefined;
  /** Who may have signed its certificate, where that is not one of the known ones. */
  ca?: string | undefined;
}

/** Reads from the environment how a mail server is reached, with all that is wrong about it. */
export function smtpAccess(
  { SMTP_HOST: host, SMTP_PORT: port = 465, SMTP_USER: user, SMTP_PASSWORD: password, ...env }:
    MailEnv,
): { access?: SmtpAccess; faults: string[] } {
  const { DKIM_DOMAIN, DKIM_SELECTOR, DKIM_PRIVATE_KEY } = env;
  const signing = { DKIM_DOMAIN, DKIM_SELECTOR, DKIM_PRIVATE_KEY };
  const faults: string[] = [];
  const given = Object.values(signing).filter((value) => value !== undefined).length;
  if (given !== 0 && given !== 3) {
    faults.push(`${Object.keys(signing).join(', ')} go together`);
  }
  if (DKIM_PRIVATE_KEY && !isRsaKey(DKIM_PRIVATE_KEY)) faults.push('DKIM_PRIVATE_KEY: no RSA key');
  if (!host) {
    if (user || password || given) faults.push('SMTP_HOST is not set, and the rest of SMTP is');
    return { faults };
  }
  if (!user || !password) faults.push('SMTP_HOST needs SMTP_USER and SMTP_PASSWORD');
  if (CLOSED.includes(port)) faults.push(`SMTP_PORT: nobody is reached at ${port}; 465 or 2587`);
  if (faults.length > 0) return { faults };
  return {
    faults,
    access: {
      ...{ host, port, secure: IMPLICIT_TLS.includes(port), user: user!, password: password! },
      ...given === 3 && {
        dkim: {
          domainName: DKIM_DOMAIN!,
          keySelector: DKIM_SELECTOR!,
          privateKey: DKIM_PRIVATE_KEY!,
        },
      },
    },
  };
}

/** What cannot sign would let every mail fail, one after the other. */
function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
