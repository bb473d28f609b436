import { sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import type { Outcome } from '../../sending.ts';
import { patiently } from '../../sending/patiently.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';

/** After so many attempts at one message, what is wrong with it will not pass. */
const MOST_ATTEMPTS = 6;
const FIRST_PAUSE_S = 30;

/**
 * Writes what became of claimed deliveries, in one statement. What is not this claim's any more stays.
 *
 * @param receiptsAfterMs when the receipts of what was sent are asked for; undefined: there are none
 */
export async function settleDeliveries(
  db: SystemDatabase,
  claim: string,
  deliveries: readonly ClaimedDelivery[],
  outcomes: readonly Outcome[],
  receiptsAfterMs: number | undefined,
): Promise<void> {
  const ends = deliveries.map((delivery, i) => ({
    id: delivery.id,
    ...endOf(outcomes[i] ?? { is: 'unknown' }, delivery.attempts),
  }));
  const statement = sql`
    update private.notification_deliveries d set
      state = e.state, reason = e.reason, claim = null, claimed_until = null,
      ticket = coalesce(e.ticket, d.ticket),
      sent_at = case e.state when 'sent' then now() else d.sent_at end,
      receipt_at = case when e.state = 'sent' and e.ticket is not null
        then now() + ${receiptsAfterMs ?? null}::float8 * interval '1 millisecond' end,
      not_before = case when e.pause_s > 0
        then now() + e.pause_s * interval '1 second' else d.not_before end
    from jsonb_to_recordset(${JSON.stringify(ends)}::jsonb)
      as e(id uuid, state text, reason text, ticket text, pause_s integer)
    where d.id = e.id and d.claim = ${claim}::uuid and d.state = 'sending'`;
  await patiently(() => db.execute(statement));
}

interface End {
  state: 'sent' | 'pending' | 'failed';
  reason?: string;
  ticket?: string | undefined;
  pause_s?: number;
}

function endOf(outcome: Outcome, attempts: number): End {
  switch (outcome.is) {
    case 'sent':
      return { state: 'sent', ticket: outcome.ticket };
    case 'refused':
      return { state: 'failed', reason: outcome.reason };
    case 'later':
      return laterOrNever(outcome.reason, attempts);
    case 'unsent':
      return { state: 'pending' };
    case 'unknown':
      return { state: 'failed', reason: 'outcome_unknown' };
  }
}

/** What a message that may be sent later becomes: it waits twice as long each time, then it has failed. */
export const laterOrNever = (
  reason: string,
  attempts: number,
): { state: 'pending'; pause_s: number } | { state: 'failed'; reason: string } =>
  attempts < MOST_ATTEMPTS
    ? { state: 'pending', pause_s: FIRST_PAUSE_S * 2 ** (attempts - 1) }
    : { state: 'failed', reason };
