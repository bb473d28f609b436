import { createExpo } from '../../../../supabase/functions/_shared/adapters/sending/create-expo.ts';
import { SENDING_TIMES } from '../../../../src/sending/times.ts';

/** What reaches devices where a test sends nothing: it would get no further than a name. */
export const unreachable = {
  push: createExpo({ EXPO_API_URL: 'https://push.invalid' }),
  times: SENDING_TIMES,
};
