import type { JWTPayload } from 'jose';
import type { RecordedRequest } from '../../log/recorder.ts';
import type { Mailbox } from '../../mail/mailbox.ts';

/** What the console is given of the stack it belongs to. */
export interface StackFacts {
  /** The gateway as this machine reaches it. */
  localUrl: string;
  apiUrl: string;
  publishableKey: string;
  secretKey: string;
  /** Role `postgres`, who owns the tables; for what only an owner may look at. */
  databaseUrl: string;
  /** What the functions know of tokens and keys, so that they are judged here as there. */
  functionsEnv: Record<string, string>;
  mailbox: Mailbox;
  /** The last requests to any service, the newest first. */
  listRequests(): RecordedRequest[];
  /**
   * The Data API, bounded in time, with a token of this stack as the bearer.
   * @param keep whether what it writes stays; else its transaction is undone
   */
  dataApi(request: Request, keep: boolean): Promise<Response>;
  signToken(claims: JWTPayload): Promise<string>;
}
