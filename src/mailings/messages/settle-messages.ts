import { sql } from 'drizzle-orm';
import type { ValueOf } from '../../db/declare/choice.ts';
import type { SystemDatabase } from '../../db/client.ts';
import type { failureReasons } from '../../db/schema/mailings/lists.ts';
import type { Outcome } from '../../sending.ts';
import { patiently } from '../../sending/patiently.ts';

/** After so many attempts at one message, within some two hours, what is wrong with it will not pass. */
export const MOST_ATTEMPTS = 8;
const FIRST_PAUSE_S = 60;

/** What becomes of a claimed message. */
export interface End {
  status: 'sent' | 'scheduled' | 'failed';
  reason?: ValueOf<typeof failureReasons>;
  /** The provider's name for it. */
  ticket?: string | undefined;
  /** What the provider said of it. */
  error?: string;
  /** How long it waits for the next attempt, in seconds. */
  pause_s?: number;
  /** Whether it may have been taken: then it counts for the cap. */
  taken: boolean;
}

/** What an outcome makes of a message at its nth attempt. */
export function endOf(outcome: Outcome, attempts: number): End {
  switch (outcome.is) {
    case 'sent':
      return { status: 'sent', ticket: outcome.ticket, taken: true };
    case 'refused':
      return {
        ...{ status: 'failed', reason: 'refused_by_provider', error: outcome.reason },
        taken: false,
      };
    case 'unknown':
      return { status: 'failed', reason: 'outcome_unknown', taken: true };
    case 'later':
    case 'unsent':
      return attempts < MOST_ATTEMPTS
        ? {
          ...{ status: 'scheduled', error: outcome.reason, taken: false },
          pause_s: FIRST_PAUSE_S * 2 ** (attempts - 1),
        }
        : { status: 'failed', reason: 'gave_up', error: outcome.reason, taken: false };
  }
}

/** Writes what became of the messages of a claim; what is not the claim's any more stays as it is. */
export async function settleMessages(
  db: SystemDatabase,
  { claim, claimedAt, now }: { claim: string; claimedAt: Date; now: Date },
  ends: readonly (End & { id: string })[],
): Promise<void> {
  await patiently(() =>
    db.execute(sql`select private.settle_messages(
      ${claim}::uuid, ${claimedAt.toISOString()}::timestamptz, ${JSON.stringify(ends)}::jsonb,
      ${now.toISOString()}::timestamptz
    )`)
  );
}
