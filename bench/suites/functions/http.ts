import { Me } from '../../../src/identity/account/contract.ts';
import { measured } from '../../line.ts';
import { compare, interleave, latency, throughput } from '../../measure.ts';
import type { Suite } from '../../suite.ts';
import { get, startBenchFunctions } from '../../support/functions.ts';
import { signIn } from '../../support/sign-in.ts';

/** Requests until compiled code stops getting faster. */
const WARM_UP = { calls: 1_500, concurrency: 1 };

/** One's own account over HTTP, a request at a time: straight to the function, and as an app asks. */
export const http: Suite = {
  title: 'http',
  lines: ['http.me', 'http.me_vs_raw', 'http.me_vs_data_api'],

  async run({ resources, progress }) {
    const { stack, runtime } = await startBenchFunctions(resources);
    const { client, token } = await signIn(stack.apiUrl, stack.publishableKey);
    const origin = async (name: string) => `http://127.0.0.1:${(await runtime.lease(name))?.port}`;
    const me = `${await origin('identity')}/identity/me`;
    const { id } = JSON.parse(await get(me, token)) as { id: string };
    const floor = `${await origin('floor')}/floor/${id}`;
    const raw = `${await origin('floor')}/floor/raw/${id}`;
    const columns = Object.keys(Me.shape).join();
    const throughFunction = async () => {
      const { error } = await client.functions.invoke('identity/me', { method: 'GET' });
      if (error) throw error;
    };
    const throughDataApi = async () => {
      const { error } = await client.from('users').select(columns).eq('id', id).single();
      if (error) throw error;
    };

    // The figures are those of a worker that has been at it for a while.
    for (const url of [floor, raw, me]) await throughput(WARM_UP, () => get(url, token))();
    const samples = await interleave({
      floor: latency(40, () => get(floor, token)),
      raw: latency(40, () => get(raw, token)),
      me: latency(40, () => get(me, token)),
      throughFunction: latency(20, throughFunction),
      throughDataApi: latency(20, throughDataApi),
    }, { rounds: 21, warmUps: 2, onRound: progress });
    return [
      measured('http.me', 'ms', compare(samples.me, samples.floor), { atMost: 1.3 }),
      measured('http.me_vs_raw', 'ms', compare(samples.me, samples.raw)),
      measured(
        'http.me_vs_data_api',
        'ms',
        compare(samples.throughFunction, samples.throughDataApi),
      ),
    ];
  },
};
