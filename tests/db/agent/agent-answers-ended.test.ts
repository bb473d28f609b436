import { describe, expect, it } from 'vitest';
import {
  allEvents,
  type ReceivedEvent,
  serverEvents,
} from '../../../testkit/http/server-events.ts';
import { admin, gate, model, Person } from './support/answering.ts';

/** The events of an answer that is ended in the middle; returns when the model has been hung up on. */
async function cutShort(person: Person, end: (path: string) => Promise<void>) {
  const stopped = gate();
  model.answer = async ({ say, hungUp }) => {
    say('This will take long. ');
    await hungUp;
    stopped.open();
  };
  const events: ReceivedEvent[] = [];
  for await (const event of serverEvents(await person.ask('Does a visitor pay?'))) {
    events.push(event);
    if (event.event === 'delta') await end(`requests/${events[0]!.data.request_id}`);
  }
  await stopped.opened;
  return events;
}

describe('an answer', () => {
  it('stops within a moment when it is cancelled, and is not charged', async () => {
    const ana = await Person.arrive();
    await ana.writes('A visitor pays a day fee.');
    const events = await cutShort(ana, async (path) => {
      expect((await ana.json('POST', `${path}/cancel`)).status).toBe('cancelled');
    });
    expect(events.at(-1)).toMatchObject({ event: 'error', data: { code: 'cancelled' } });
    expect(await ana.used()).toBe(0);
  });

  it('stops within a moment when its question is deleted, and leaves nothing', async () => {
    const ana = await Person.arrive();
    await ana.writes('A visitor pays a day fee.');
    const events = await cutShort(ana, async (path) => {
      expect((await ana.call('DELETE', path)).status).toBe(204);
      expect((await ana.call('GET', path)).status).toBe(404);
    });
    expect(events.at(-1)).toMatchObject({ event: 'error', data: { code: 'deleted' } });
    expect(events.map(({ id }) => id)).toEqual(events.map((_, i) => i + 1));
    const id = events[0]!.data.request_id;
    const [row] = await admin`select input, output, status from agent_requests where id = ${id}`;
    expect(row).toEqual({ input: '', output: null, status: 'cancelled' });
    expect(await ana.used()).toBe(0);
  });

  it('fails in the open and is not charged when the model does', async () => {
    const ana = await Person.arrive();
    await ana.writes('A visitor pays a day fee.');
    model.answer = ({ refuse }) => refuse(400);
    const events = await allEvents(await ana.ask('Does a visitor pay?'));
    expect(events.at(-1)).toMatchObject({
      event: 'error',
      data: { status: 'failed', code: 'model_failed' },
    });
    expect(await ana.used()).toBe(0);
  });
});
