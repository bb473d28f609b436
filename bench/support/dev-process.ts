import { spawn } from 'node:child_process';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { findRunning, PROJECT_ROOT, type Running } from '../../local/stack/settings/state.ts';

const DEADLINE_MS = 120_000;

export interface DevProcess {
  /** What the stack says of itself once it answers; throws with its words when it ends instead. */
  ready(): Promise<Running>;
  stop(): Promise<void>;
}

/** `npm run dev` as a newcomer types it, on a data directory and ports of its own. */
export function startDev(dataDir: string): DevProcess {
  const ports = {
    TATAME_API_PORT: '0',
    TATAME_DB_PORT: '0',
    TATAME_STUDIO_PORT: '0',
    TATAME_CONSOLE_PORT: '0',
  };
  const child = spawn('npm', ['run', 'dev'], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...ports, TATAME_DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
    // Ctrl-C is for the bench, which then stops this in order.
    detached: true,
  });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words += chunk));
  let ended = false;
  const gone = new Promise<void>((done) => child.once('close', () => done(void (ended = true))));
  let running: Running | undefined;

  return {
    async ready() {
      for (const deadline = Date.now() + DEADLINE_MS; !running; await sleep(5)) {
        running = await findRunning(dataDir);
        if (ended || Date.now() > deadline) throw new Error(`npm run dev did not start: ${words}`);
      }
      return running;
    },
    async stop() {
      if (ended) return;
      const pid = running?.pid ?? child.pid;
      if (pid) process.kill(pid, 'SIGINT');
      await gone;
    },
  };
}
