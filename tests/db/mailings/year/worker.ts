/** A worker that may be killed: does what is due at each instant that it is told, by the set clock. */
import process from 'node:process';
import { sql } from 'drizzle-orm';
import { advanceEntries } from '../../../../src/mailings/entries/advance-entries.ts';
import { enterAutomations } from '../../../../src/mailings/entries/enter-automations.ts';
import { evaluateAutomations } from '../../../../src/mailings/entries/evaluate-automations.ts';
import { sendMessages } from '../../../../src/mailings/messages/send-messages.ts';
import { createExpo } from '../../../../supabase/functions/_shared/adapters/sending/create-expo.ts';
import { createMail } from '../../../../supabase/functions/_shared/adapters/sending/create-mail.ts';
import { openSystemDoor } from '../../../../supabase/functions/_shared/system-db.ts';
import { SENDING_TIMES } from '../../../../src/sending/times.ts';
import type { Step } from './workers.ts';

const [url = '', mail = '', expo = '', ...shops] = process.argv.slice(2);
const door = openSystemDoor({ url, poolSize: 2 });
const db = door.asSystem('test');
const env = { MAIL_API_URL: mail, MAIL_API_KEY: 'key', MAIL_FROM: 'Tatame <mail@tatame.test>' };
const ports = {
  push: createExpo({ EXPO_API_URL: expo }),
  sendMail: createMail(env, { pausesMs: [1, 1, 1] }),
  places: {
    functions_url: 'https://tatame.test/functions/v1',
    page_url: 'https://tatame.test/page',
  },
  times: SENDING_TIMES,
};

async function work({ at, evaluates }: Step): Promise<void> {
  const now = new Date(at);
  await db.execute(sql`select private.give_up_messages(${now.toISOString()}::timestamptz)`);
  await enterAutomations({ db, now });
  if (evaluates) await evaluateAutomations({ db, now });
  await advanceEntries({ db, now });
  for (const shop_id of shops) await sendMessages({ db, ...ports, clock: () => now }, { shop_id });
}

process.on('message', async (step: Step) => {
  try {
    await work(step);
    process.send!('done');
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
});
process.send!('ready');
