import { join } from 'node:path';
import { startPostgres } from '../../../local/postgres/postgres.ts';
import { type Line, measured } from '../../line.ts';
import { compare } from '../../measure.ts';
import type { Resources } from '../../resources.ts';
import type { Suite } from '../../suite.ts';
import { startDev } from '../../support/dev-process.ts';
import { get } from '../../support/functions.ts';
import { signIn } from '../../support/sign-in.ts';

const ROUNDS = 3;

type Start = (directory: string) => Promise<{ stop(): Promise<void> }>;

/**
 * From typing `npm run dev` to one's own account: everything starts, one signs in with a password
 * and gets GET /identity/me. Fresh is without a database, warm with one; the floor is Postgres
 * alone, with and without its initdb.
 */
export const firstAnswer: Suite = {
  title: 'first answer of the stack',
  lines: ['stack.first_answer.fresh', 'stack.first_answer.warm'],

  async run({ resources, progress }) {
    const starts = { stack: answeringStack(resources), postgres: postgresAlone(resources) };
    const seconds = {
      fresh: { stack: [] as number[], postgres: [] as number[] },
      warm: { stack: [] as number[], postgres: [] as number[] },
    };
    for (let round = 0; round < ROUNDS; round++) {
      for (const kind of round % 2 === 0 ? KINDS : KINDS.toReversed()) {
        const directory = await resources.directory();
        seconds.fresh[kind].push(await secondsTo(starts[kind], directory));
        seconds.warm[kind].push(await secondsTo(starts[kind], directory));
      }
      progress(round + 1, ROUNDS);
    }
    const line = (name: string, { stack, postgres }: typeof seconds.fresh): Line =>
      measured(`stack.first_answer.${name}`, 's', compare(stack, postgres));
    return [line('fresh', seconds.fresh), line('warm', seconds.warm)];
  },
};

const KINDS = ['stack', 'postgres'] as const;

async function secondsTo(start: Start, directory: string): Promise<number> {
  const started = performance.now();
  const { stop } = await start(directory);
  const seconds = (performance.now() - started) / 1000;
  await stop();
  return seconds;
}

const answeringStack = (resources: Resources): Start => async (directory) => {
  const dev = startDev(join(directory, 'stack'));
  resources.onClose(dev.stop);
  const { status } = await dev.ready();
  const { token } = await signIn(status.api_url, status.publishable_key);
  await get(`${status.api_url}/functions/v1/identity/me`, token);
  return dev;
};

const postgresAlone = (resources: Resources): Start => async (directory) => {
  const server = await startPostgres({ dataDir: join(directory, 'postgres') });
  resources.onClose(server.stop);
  return server;
};
