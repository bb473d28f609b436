import type { Expo } from 'expo-server-sdk';
import type { PushService } from '../../../../../src/sending.ts';
import { assertOutsideTransaction } from '../../db/fetch-check.ts';
import type { ExpoEnv } from '../../runtime/env.ts';
import { inSpan } from '../../traces/span.ts';
import { dispatcherTo } from './expo-dispatcher.ts';
import { type ExpoMessage, sendByExpo } from './send-by-expo.ts';
import { receiptOf } from './expo-answers.ts';

/** Makes the port to Expo's push service by its own SDK, which is loaded with the first call. */
export function createExpo({ EXPO_API_URL, EXPO_ACCESS_TOKEN }: ExpoEnv): PushService {
  let loading: Promise<Expo> | undefined;
  const open = async (): Promise<Expo> => {
    const [{ Expo }, httpAgent] = await Promise.all([
      import('expo-server-sdk'),
      dispatcherTo(EXPO_API_URL),
    ]);
    return new Expo({ httpAgent, ...EXPO_ACCESS_TOKEN && { accessToken: EXPO_ACCESS_TOKEN } });
  };
  /** The SDK has a `fetch` of its own, which neither spans nor the check of transactions see. */
  const call = <T>(name: string, fn: (expo: Expo) => Promise<T>): Promise<T> => {
    assertOutsideTransaction(`expo ${name}`);
    const start = () => ({
      name: `POST expo ${name}`,
      kind: 'client' as const,
      attributes: {
        'http.request.method': 'POST',
        'server.address': new URL(EXPO_API_URL).hostname,
        'peer.service': 'expo',
      },
    });
    return inSpan(start, async () => fn(await (loading ??= open())));
  };
  return {
    send: (messages) =>
      sendByExpo(
        messages,
        (some: ExpoMessage[]) => call('send', (expo) => expo.sendPushNotificationsAsync(some)),
      ),
    async readReceipts(tickets) {
      const answers = await call(
        'getReceipts',
        (expo) => expo.getPushNotificationReceiptsAsync([...tickets]),
      );
      return new Map(Object.entries(answers).map(([id, receipt]) => [id, receiptOf(receipt)]));
    },
  };
}
