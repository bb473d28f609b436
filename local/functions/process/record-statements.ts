import { observeStatements } from '../../../supabase/functions/_shared/db/meter.ts';
import { log } from '../../../supabase/functions/_shared/runtime/log.ts';

const LONGEST = 4_000;

/**
 * For the console's list of requests: prints every statement of a local function, with placeholders
 * where its values are. Nothing that is deployed does.
 */
export const recordStatements = (): void =>
  observeStatements((text, ms) =>
    log('debug', 'statement', {
      statement: text.slice(0, LONGEST),
      duration_ms: Math.round(ms * 10) / 10,
    })
  );
