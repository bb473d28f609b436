import { beforeEach } from 'vitest';
import { runJobs } from '../../../../src/jobs/engine/run-jobs.ts';
import { registerJob } from '../../../../src/jobs/register-job.ts';
import { followDeliveries } from '../../../../src/notifications/deliveries/follow-deliveries.ts';
import { sendNotifications } from '../../../../src/notifications/deliveries/send-notifications.ts';
import type { Mail, Outcome, Push, Receipt } from '../../../../src/sending.ts';
import { SENDING_TIMES } from '../../../../src/sending/times.ts';
import type { DoorUnderTest } from '../../../../testkit/database/door.ts';
import { sendingTo } from './sending.ts';

/** What was handed over, call by call, and how the next calls end; else all is taken. */
interface Scene {
  calls: string[][];
  contents: (Push | Mail)[];
  outcome: (to: string, call: number) => Outcome | undefined;
  receipts: Map<string, Receipt>;
  gym: string;
  people: string[];
}

export const unsent: Outcome = { is: 'unsent', reason: 'unreachable' };

/** The jobs that send, and what they hand over: anew for each test, with a gym of three. */
export function deliveryScene(place: DoorUnderTest) {
  const at = sendingTo(() => place.admin);
  const on = {} as Scene;
  beforeEach(async () => {
    await at.clear();
    Object.assign(on, { calls: [], contents: [], outcome: () => undefined, receipts: new Map() });
    on.gym = await at.gym();
    on.people = await at.members(3);
  });

  const taken = (messages: readonly (Push | Mail)[]): Promise<Outcome[]> => {
    const to = messages.map((message) => 'token' in message ? message.token : message.to);
    on.calls.push(to);
    on.contents.push(...messages);
    return Promise.resolve(
      to.map((one) => on.outcome(one, on.calls.length) ?? { is: 'sent', ticket: `ticket ${one}` }),
    );
  };
  const db = () => place.door.asSystem('test');
  const jobs = (times = {}) => {
    const ctx = {
      db: db(),
      push: { send: taken, readReceipts: () => Promise.resolve(on.receipts) },
      sendMail: taken,
      times: { ...SENDING_TIMES, callMs: 1_000, receiptsAfterMs: 0, ...times },
    };
    const { kind, run } = registerJob(followDeliveries, ctx);
    return [
      registerJob(sendNotifications, ctx),
      { kind, run, everySeconds: undefined, maxAttempts: undefined, onEnd: undefined },
    ];
  };
  const work = (times = {}) => runJobs({ db: db(), jobs: jobs(times) }, { budgetMs: 20_000 });
  const follow = async () => {
    await place.admin`select private.enqueue_job('follow_deliveries')`;
    await work();
  };
  return { at, on, db, taken, jobs, work, follow };
}
