import { Killed } from '../../../../src/jobs/attempt.ts';
import { Settled } from '../../../../src/jobs/operations/contract.ts';
import type { RunAlone } from '../../../../src/jobs/register-job.ts';
import type { AuthEnv } from '../runtime/env.ts';
import { fetchFrom } from '../traces/traced-fetch.ts';

/** What the platform answers for a function that it has ended: 546, or nothing of the function's own. */
const ENDED = 546;
const WITHOUT_ANSWER = 502;

/**
 * Makes attempts in the function `name`, each in one request with the secret key. The platform ends
 * it after two seconds of the processor or at 256 MB; this function only waits meanwhile.
 */
export const runAloneIn = (
  name: string,
  env: Pick<AuthEnv, 'SUPABASE_URL' | 'SUPABASE_SECRET_KEYS'>,
): RunAlone =>
async ({ id, locked_by }, signal) => {
  const answer = await fetchFrom(name)(`${env.SUPABASE_URL}/functions/v1/${name}/${id}`, {
    method: 'POST',
    headers: {
      'apikey': env.SUPABASE_SECRET_KEYS.default ?? Object.values(env.SUPABASE_SECRET_KEYS)[0] ??
        '',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ locked_by }),
    signal,
  });
  if (answer.status === ENDED || answer.status === WITHOUT_ANSWER) {
    await answer.body?.cancel();
    throw new Killed();
  }
  if (!answer.ok) {
    await answer.body?.cancel();
    throw new Error(`The function ${name} answered ${answer.status}`);
  }
  return Settled.parse(await answer.json()).settlement;
};
