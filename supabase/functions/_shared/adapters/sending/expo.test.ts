import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ExpoDouble, startExpo } from '../../../../../testkit/doubles/expo/server.ts';
import type { Fault } from '../../../../../testkit/doubles/expo/faults.ts';
import { insideTransaction } from '../../db/meter.ts';
import { createExpo } from './create-expo.ts';

let double: ExpoDouble;
const expo = (url = double.url) => createExpo({ EXPO_API_URL: url, EXPO_ACCESS_TOKEN: 'secret' });
const token = (name: string) => `ExponentPushToken[${name}]`;
const to = (...names: string[]) =>
  names.map((name) => ({
    token: token(name),
    title: 'Aula às 19h',
    body: 'Traga o kimono.',
    data: { notification_id: 'n' },
  }));

beforeAll(async () => {
  double = await startExpo({ accessToken: 'secret' });
});
afterAll(() => double.stop());
beforeEach(() => {
  double.fault = () => undefined;
  double.calls.length = 0;
  for (const map of [double.taken, double.inTicket, double.inReceipt, double.projects]) map.clear();
});

describe('a call', () => {
  it('is one for a hundred messages, compressed, with the token', async () => {
    const names = Array.from({ length: 100 }, (_, i) => `d${i}`);
    const outcomes = await expo().send(to(...names));
    expect(new Set(outcomes.map(({ is }) => is))).toEqual(new Set(['sent']));
    expect(double.calls).toMatchObject([{
      path: '/--/api/v2/push/send',
      headers: { 'authorization': 'Bearer secret', 'content-encoding': 'gzip' },
    }]);
    expect([...double.taken.keys()]).toEqual(names.map(token));
    expect(double.taken.get(token('d0'))).toMatchObject([{
      title: 'Aula às 19h',
      data: { notification_id: 'n' },
    }]);
  });

  it('tells of each message what its ticket says', async () => {
    double.inTicket.set(token('gone'), 'DeviceNotRegistered');
    double.inTicket.set(token('busy'), 'MessageRateExceeded');
    const long = { ...to('long')[0]!, body: 'x'.repeat(5_000) };
    expect(await expo().send([...to('a', 'gone', 'busy'), long])).toEqual([
      { is: 'sent', ticket: expect.any(String) },
      { is: 'refused', reason: 'device_not_registered' },
      { is: 'later', reason: 'message_rate_exceeded' },
      { is: 'refused', reason: 'message_too_big' },
    ]);
  });

  it('is not made for what is no token', async () => {
    const wrong = { ...to('a')[0]!, token: 'fcm:abc' };
    expect(await expo().send([wrong, { ...wrong, token: token('') }])).toEqual([
      { is: 'refused', reason: 'invalid_token' },
      { is: 'refused', reason: 'invalid_token' },
    ]);
    expect(double.calls).toEqual([]);
  });

  it('is made again by project where Expo does not mix them', async () => {
    double.projects.set(token('b'), '@other/app');
    const outcomes = await expo().send(to('a', 'b', 'c'));
    expect(outcomes.map(({ is }) => is)).toEqual(['sent', 'sent', 'sent']);
    expect(double.calls).toHaveLength(3);
    expect([...double.taken.values()].map((list) => list.length)).toEqual([1, 1, 1]);
  });

  it('is made again in halves where one message cannot be read', async () => {
    const messages = to('a', 'b', 'c', 'd', 'e');
    Object.assign(messages[3]!, { title: 7 });
    expect((await expo().send(messages)).map(({ is }) => is)).toEqual([
      ...['sent', 'sent', 'sent', 'refused', 'sent'],
    ]);
  });

  it('is refused inside a transaction', async () => {
    await expect(insideTransaction(async () => await expo().readReceipts(['t']))).rejects.toThrow(
      'inside a database transaction',
    );
    expect(double.calls).toEqual([]);
  });
});

describe('a call that fails', () => {
  it.each<[Fault, is: string, taken: number]>([
    ['refused', 'unsent', 0],
    ['server_error', 'unknown', 0],
    ['error_after_taking', 'unknown', 2],
    ['reset_before_reading', 'unknown', 0],
    ['reset_after_taking', 'unknown', 2],
    ['nonsense_after_taking', 'unknown', 2],
    ['slow', 'sent', 2],
  ])('by %s is %s, and is not made again', async (fault, is, taken) => {
    double.fault = () => fault;
    const outcomes = await expo().send(to('a', 'b'));
    expect(outcomes.map((outcome) => outcome.is)).toEqual([is, is]);
    expect(double.calls).toHaveLength(1);
    expect(double.taken.size).toBe(taken);
  });

  it('by too many at once is made again, then it is known that nothing was taken', async () => {
    double.fault = () => 'too_many_requests';
    expect(await expo().send(to('a'))).toEqual([
      { is: 'unsent', reason: 'too_many_requests' },
    ]);
    expect(double.calls).toHaveLength(3);
  }, 20_000);

  it('before it was there took nothing', async () => {
    for (const url of ['http://127.0.0.1:2', 'http://nowhere.invalid']) {
      expect(await expo(url).send(to('a'))).toEqual([{ is: 'unsent', reason: 'unreachable' }]);
    }
  });
});

describe('receipts', () => {
  it('say what became of tickets, and nothing of those that have none', async () => {
    double.inReceipt.set(token('gone'), 'DeviceNotRegistered');
    double.inReceipt.set(token('busy'), 'MessageRateExceeded');
    double.inReceipt.set(token('slow'), null);
    const sent = await expo().send(to('a', 'gone', 'busy', 'slow'));
    const tickets = sent.map((outcome) => outcome.is === 'sent' ? outcome.ticket! : '');
    const receipts = await expo().readReceipts(tickets);
    expect(tickets.map((ticket) => receipts.get(ticket))).toEqual([
      { is: 'delivered' },
      { is: 'refused', reason: 'device_not_registered' },
      { is: 'later', reason: 'message_rate_exceeded' },
      undefined,
    ]);
  });

  it('are an error where there is no answer', async () => {
    double.fault = () => 'server_error';
    await expect(expo().readReceipts(['t'])).rejects.toThrow('unknown error');
  });
});
