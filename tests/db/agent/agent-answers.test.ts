import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import type { AgentRequest } from '../../../src/agent/requests/contract.ts';
import {
  allEvents,
  type ReceivedEvent,
  serverEvents,
  textOf,
} from '../../../testkit/http/server-events.ts';
import { admin, gate, model, Person } from './support/answering.ts';

const ended = async (person: Person, id: string): Promise<AgentRequest> => {
  const request = await vi.waitFor(async () => {
    const found = await person.request(id);
    expect(['queued', 'in_progress']).not.toContain(found.status);
    return found;
  }, { timeout: 20_000, interval: 50 });
  return request;
};
const openTransactions = () =>
  admin`select state, query from pg_stat_activity
    where usename = 'edge' and datname = current_database() and state <> 'idle'`;

describe('an answer', () => {
  it('streams what the model says, with checked citations, while no connection is held', async () => {
    const ana = await Person.arrive();
    const chunk = await ana.writes('Belts are awarded in June. A visitor pays a day fee.');
    const thinking = gate();
    model.answer = async ({ prompt, say }) => {
      expect(prompt).toContain('A visitor pays a day fee.');
      await thinking.opened;
      say('Visitors pay. [1: "A visitor ');
      say('pays a day fee."] They also dance. [1: "Visitors dance all night"]');
    };
    const response = await ana.ask('What does a visitor pay as a fee?');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    await vi.waitFor(async () => expect(await openTransactions()).toEqual([]));
    thinking.open();

    const events = await allEvents(response);
    expect(events.map(({ id }) => id)).toEqual(events.map((_, i) => i + 1));
    expect(textOf(events)).toBe('Visitors pay. [1] They also dance. ');
    const citations = events.filter(({ event }) => event === 'citation');
    expect(citations.map(({ data }) => data)).toEqual([
      expect.objectContaining({ number: 1, chunk_id: chunk, quote: 'A visitor pays a day fee.' }),
    ]);
    expect(events.at(-1)).toMatchObject({
      event: 'done',
      data: { status: 'completed', model: 'fake', grounded: true },
    });
    const request = await ana.request(events[0]!.data.request_id);
    expect(request).toMatchObject({
      status: 'completed',
      output: textOf(events),
      citations: [{ quote: 'A visitor pays a day fee.', start_offset: 27, end_offset: 52 }],
    });
    expect(await ana.used()).toBe(1);
  });

  it('is asked for where no passage was found too, since tools may find something', async () => {
    const ana = await Person.arrive();
    model.answer = ({ prompt, tools, say }) => {
      expect(prompt).toContain('Anything?');
      expect(tools).toContain('schedule');
      say('Perhaps.');
    };
    const events = await allEvents(await ana.ask('Anything?'));
    expect(textOf(events)).toContain('Perhaps.');
    expect(events.at(-1)).toMatchObject({ event: 'done', data: { grounded: false } });
  });

  it('says so when nothing it says could be checked', async () => {
    const ana = await Person.arrive();
    await ana.writes('A visitor pays a day fee.');
    model.answer = ({ say }) => say('Nobody pays a fee [1: "Visitors are free of charge"].');
    const events = await allEvents(await ana.ask('Does a visitor pay a fee?'));
    expect(textOf(events)).toContain(
      'Nothing of your documents or your academy that could be checked',
    );
    expect(events.at(-1)!.data.grounded).toBe(false);
  });

  it('is completed and stored when the one who asked has left', async () => {
    const ana = await Person.arrive();
    await ana.writes('A visitor pays a day fee.');
    const left = gate();
    model.answer = async ({ say }) => {
      say('First. ');
      await left.opened;
      say('Then [1: "A visitor pays a day fee."]');
    };
    let id = '';
    for await (const { event, data } of serverEvents(await ana.ask('Does a visitor pay?'))) {
      if (event === 'meta') id = data.request_id;
      if (event === 'delta') break;
    }
    left.open();
    expect(await ended(ana, id)).toMatchObject({
      status: 'completed',
      output: 'First. Then [1]',
      citations: [{ quote: 'A visitor pays a day fee.' }],
    });
  });

  it('can be cut off and resumed anywhere, without a gap or a repetition', async () => {
    const ana = await Person.arrive();
    await ana.writes('A visitor pays a day fee.');
    const resumed = gate();
    model.answer = async ({ say }) => {
      say('One ');
      await resumed.opened;
      for (const word of ['two ', 'three [1: "A visitor pays a day fee."]', ' four']) say(word);
    };
    const before: ReceivedEvent[] = [];
    for await (const event of serverEvents(await ana.ask('Does a visitor pay?'))) {
      before.push(event);
      if (event.event === 'delta') break;
    }
    const id = before[0]!.data.request_id;
    const rest = allEvents(await ana.follow(id, before.at(-1)!.id));
    resumed.open();
    const all = [...before, ...await rest];
    expect(textOf(all)).toBe('One two three [1] four');
    expect(all.map(({ id }) => id)).toEqual(all.map((_, i) => i + 1));
    expect(await allEvents(await ana.follow(id))).toEqual(all);
    expect(await allEvents(await ana.follow(id, 3))).toEqual(all.slice(3));
    expect((await ana.follow(id, all.length)).status).toBe(204);
  });

  it('is given once for a repeated Idempotency-Key', async () => {
    const ana = await Person.arrive();
    await ana.writes('A visitor pays a day fee.');
    let asked = 0;
    model.answer = ({ say }) => say(`Answer ${++asked}`);
    const key = { 'idempotency-key': randomUUID() };
    const streams = await Promise.all([1, 2, 3].map(() => ana.ask('Does a visitor pay?', key)));
    const answers = await Promise.all(streams.map(allEvents));
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect([asked, await ana.used()]).toEqual([1, 1]);
  });

  it('comes later to those who do not wait: 202 now, the same answer then', async () => {
    const ana = await Person.arrive();
    await ana.writes('A visitor pays a day fee.');
    model.answer = ({ say }) => say('Yes. [1: "A visitor pays a day fee."]');
    const response = await ana.ask('Does a visitor pay?', { accept: 'application/json' });
    expect(response.status).toBe(202);
    const { id, status } = await response.json();
    expect(status).toBe('queued');
    expect(await ended(ana, id)).toMatchObject({ status: 'completed', output: 'Yes. [1]' });
  });
});

describe('a hundred streams', { timeout: 120_000 }, () => {
  it('run at once on a pool of five connections', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => Person.arrive()));
    await Promise.all(people.map((person) => person.writes('A visitor pays a day fee.')));
    let waiting = 0;
    const everybody = gate();
    model.answer = async ({ say }) => {
      if (++waiting === 100) everybody.open();
      await everybody.opened;
      say('They do. ');
      say('[1: "A visitor pays a day fee."]');
    };
    const answers = await Promise.all(
      people.flatMap((person) =>
        Array.from({ length: 10 }, async () => {
          const response = await person.ask('Does a visitor pay?');
          expect(response.status).toBe(200);
          return await allEvents(response);
        })
      ),
    );
    expect(answers.map(textOf)).toEqual(Array(100).fill('They do. [1]'));
    expect(answers.map((events) => events.at(-1)!.event)).toEqual(Array(100).fill('done'));
    const [pool] = await admin`select count(*)::integer as connections from pg_stat_activity
      where usename = 'edge' and datname = current_database()`;
    expect(pool!.connections).toBeLessThanOrEqual(5);
  });
});
