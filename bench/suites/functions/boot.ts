import { measured } from '../../line.ts';
import { compare, interleave, timed } from '../../measure.ts';
import type { Suite } from '../../suite.ts';
import { entries, get, startBenchFunctions } from '../../support/functions.ts';
import { signIn } from '../../support/sign-in.ts';

/** From asking for a worker to its first answer to somebody who is signed in. */
export const boot: Suite = {
  title: 'function boot',
  lines: ['function.boot'],

  async run({ resources, progress }) {
    const { stack, runtime } = await startBenchFunctions(resources);
    const { token } = await signIn(stack.apiUrl, stack.publishableKey);
    const bootOf = (name: string, path: string) => () => {
      void runtime.reload(entries, entries.filter((entry) => entry.name === name));
      return timed(async () => {
        const lease = await runtime.lease(name);
        await get(`http://127.0.0.1:${lease?.port}${path}`, token);
        lease?.release();
      });
    };

    const samples = await interleave({
      bare: bootOf('bare', '/bare'),
      identity: bootOf('identity', '/identity/me'),
    }, { rounds: 15, warmUps: 2, onRound: progress });
    return [measured('function.boot', 'ms', compare(samples.identity, samples.bare))];
  },
};
