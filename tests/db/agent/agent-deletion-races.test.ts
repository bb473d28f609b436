import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { cancelRequest } from '../../../src/agent/requests/cancel-request.ts';
import type { AgentRequest } from '../../../src/agent/requests/contract.ts';
import { deleteRequest } from '../../../src/agent/requests/delete-request.ts';
import { beginRequest } from '../../../src/agent/requests/event-log.ts';
import { expireRequests } from '../../../src/agent/requests/expire-requests.ts';
import { eraseMe } from '../../../src/identity/privacy/erase-me.ts';
import { personalParts } from '../../../supabase/functions/identity/personal-parts.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { Asker, outcome } from './support/asker.ts';

const under = useDoor({ poolSize: 8 });

const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 20);
/** Which of the two is first changes from round to round. */
const later = () => sleep(Math.random() * 6);

const rivals: Record<string, (asker: Asker, request: AgentRequest) => Promise<unknown>> = {
  'an answer': (asker, request) => asker.answer(request),
  'a cancellation': ({ ctx }, { id }) => cancelRequest(ctx, { request_id: id }),
  'a cancellation with a key': (asker, { id }) =>
    asker.keyed('cancel', (tx) => cancelRequest(tx, { request_id: id })),
  'the job that expires it': () =>
    expireRequests({ db: under.door.asSystem('deletion test') }, {
      made_before: new Date(Date.now() + 60_000),
    }),
  'the same question, repeated': (asker) => asker.ask(undefined, 'key'),
  'a change of the session with a key': (asker) => asker.narrow(),
  'the erasure of its owner': ({ ctx }) => eraseMe({ ...ctx, parts: personalParts }),
  'a second deletion': ({ ctx }, { id }) => deleteRequest(ctx, { request_id: id }),
};

/** A deletion against one rival in flight, which is then tried once more. */
async function play(rival: typeof rivals[string], round: number): Promise<string[]> {
  const asker = await Asker.arrive(under);
  const request = await asker.ask(undefined, 'key');
  if (round % 2) await beginRequest(asker.ctx.db, request.id, 'fake');
  const outcomes = await Promise.all([
    later().then(() => outcome(deleteRequest(asker.ctx, { request_id: request.id }))),
    later().then(() => outcome(rival(asker, request))),
  ]);
  outcomes.push(await outcome(rival(asker, request)));
  const { count, sum } = await asker.usage();
  const [left] = await under.admin<{ lasts: number; open: boolean }[]>`
    select count(*) filter (where e.event in ('done', 'error'))::integer as lasts,
      bool_or(r.status in ('queued', 'in_progress')) as open
    from agent_requests r left join agent_events e on e.request_id = r.id
    where r.id = ${request.id}`;
  return [
    ...outcomes.filter((code) => /^40|Error/.test(code)),
    ...await asker.tablesWithWord(),
    ...count === sum ? [] : [`counted ${count}, not ${sum}`],
    ...left!.lasts <= 1 && !left!.open ? [] : [`${left!.lasts} last events, open: ${left!.open}`],
  ];
}

describe(`in ${ROUNDS} rounds, a deleted question is not brought back by`, () => {
  it.each(Object.entries(rivals))('%s', async (_, rival) => {
    const found: string[] = [];
    for (let round = 0; round < ROUNDS; round++) found.push(...await play(rival, round));
    expect(found).toEqual([]);
  }, 1_000 + 500 * ROUNDS);
});
