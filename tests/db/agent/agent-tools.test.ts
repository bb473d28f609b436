import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../../src/agent/requests/ask.ts';
import { readRequest } from '../../../src/agent/requests/read-request.ts';
import { createSession } from '../../../src/agent/sessions/create-session.ts';
import type { Completion, FakeModel } from '../../../testkit/doubles/fake-model.ts';
import { startFakeModel } from '../../../testkit/doubles/fake-model.ts';
import { answerer } from '../../../supabase/functions/agent/answerer.ts';
import { createModel } from '../../../supabase/functions/_shared/adapters/model.ts';
import type { CallerContext } from '../../../src/db/context.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { arrive } from '../erasure/support/people.ts';

const under = useDoor();
let model: FakeModel;
let parent: CallerContext;
let other: CallerContext;
const ids = { gym: randomUUID(), child: randomUUID(), stranger: randomUUID() };
const classes = { mat: randomUUID(), kids: randomUUID(), elsewhere: randomUUID() };
const NAMES = { child: 'Bia', stranger: 'Quiteria' };

beforeAll(async () => {
  model = await startFakeModel();
  [parent, other] = await Promise.all([arrive(under.door), arrive(under.door)]);
  const { admin } = under;
  const me = parent.caller.userId;
  const far = randomUUID();
  await admin`insert into gyms (id, name, timezone) values
    (${ids.gym}, 'Kaizen [9] Dojo', 'America/Sao_Paulo'), (${far}, 'Far Dojo', 'UTC')`;
  await admin`insert into users (id, first_name, birth_date, source) values
    (${ids.child}, ${NAMES.child}, current_date - interval '10 years', 'guardian'),
    (${ids.stranger}, ${NAMES.stranger}, current_date - interval '9 years', 'guardian')`;
  await admin`insert into guardianships (guardian_id, dependent_id, relation) values
    (${me}, ${ids.child}, 'parent'), (${other.caller.userId}, ${ids.stranger}, 'parent')`;
  await admin`insert into memberships (user_id, gym_id, approved_at) values
    (${me}, ${ids.gym}, now() - interval '3 years'), (${ids.child}, ${ids.gym}, now()),
    (${ids.stranger}, ${far}, now())`;
  // Every day of the week, so that there is one on whatever day it is.
  for (let weekday = 1; weekday <= 7; weekday++) {
    await admin`insert into classes (id, gym_id, weekday, starts_at, ends_at, starts_on, modality)
      values (${weekday === 1 ? classes.mat : randomUUID()}, ${ids.gym}, ${weekday}, '19:30',
        '21:00', '2020-01-01', 'Jiu-jitsu')`;
  }
  await admin`insert into classes (id, gym_id, weekday, starts_at, ends_at, starts_on, modality)
    values (${classes.kids}, ${ids.gym},
      extract(isodow from (now() at time zone 'America/Sao_Paulo')::date - 1), '10:00', '11:00',
      '2020-01-01', 'Infantil'),
    (${classes.elsewhere}, ${far}, 1, '10:00', '11:00', '2020-01-01', 'Secreta')`;
  // Twice there, and yesterday not.
  await admin`insert into check_ins
      (user_id, class_id, gym_id, class_date, status, place, arrived, made_at, received_at)
    select ${ids.child}, ${classes.kids}, ${ids.gym},
      (now() at time zone 'America/Sao_Paulo')::date - 1 - weeks * 7, 'present', 1, true,
      now() - weeks * interval '7 days', now() - weeks * interval '7 days'
    from generate_series(1, 2) weeks`;
  await admin`insert into graduations
      (user_id, gym_id, modality, belt, awarded_on, registered_on, legacy_id)
    values (${me}, ${ids.gym}, 'Jiu-jitsu', 'blue', current_date - 90, current_date - 90, 1)`;
}, 60_000);
afterAll(() => model.stop());

/** Asks and waits for the whole answer. */
async function answered(ctx: CallerContext, input: string, withModel: boolean) {
  const { id: session_id } = await createSession(ctx, { body: { context: {} } });
  const request = await ask(ctx, { session_id, body: { input }, idempotency_key: undefined });
  const configured = createModel({ AGENT_MODEL_BASE_URL: model.url, AGENT_MODEL: 'fake' });
  const start = answerer({
    model: withModel ? configured : undefined,
    embedQuestion: () => Promise.resolve(undefined),
  });
  for await (const _ of start(ctx, { request }));
  return await readRequest(ctx, { request_id: request.id });
}

describe('without a model', () => {
  it('says when one trains, by the clock of the gym, with the classes as citations', async () => {
    const { output, citations, status } = await answered(
      parent,
      'When do I train tomorrow?',
      false,
    );
    expect(status).toBe('completed');
    expect(output).toMatch(/^Your classes:\n- You: .* 19:30 · Jiu-jitsu · Kaizen 9 Dojo \[1\]$/m);
    expect(citations[0]).toMatchObject({ table: 'classes', quote: expect.stringMatching('19:30') });
  });

  it('says who of one’s children was absent, in the language of the question', async () => {
    const { output } = await answered(parent, 'Quem dos meus filhos faltou ontem?', false);
    expect(output).toMatch(/^Quem veio e quem faltou:\n- Bia: faltou · .* · Infantil · Kaizen/m);
    const none = await answered(other, 'Did my child miss class yesterday?', false);
    expect(none).toMatchObject({ output: 'Nobody was expected in that time.', citations: [] });
  });

  it('says what is missing for a belt, condition by condition, with the article', async () => {
    const { output, citations } = await answered(
      parent,
      'What am I missing for purple?',
      false,
    );
    expect(output).toMatch(/You: Jiu-jitsu, rank Blue, since/);
    expect(output).toMatch(/for Purple: months at the rank, \d\/24, not met, from .*, article/);
    expect(citations.every((one) => 'table' in one && one.table === 'rank_systems')).toBe(true);
  });

  it('leaves other questions to the documents', async () => {
    const { output } = await answered(parent, 'Who founded the academy?', false);
    expect(output).toBe('None of the documents that you can read says anything about this.');
  });
});

/** What a tool gave, as the model was told it. */
const told = ({ messages }: Completion) =>
  JSON.stringify(messages.filter(({ role }) => role === 'tool'));

describe('with a model', () => {
  it('looks things up when the model asks for it, and cites the rows by their numbers', async () => {
    model.answer = (completion) => {
      if (completion.messages.at(-1)!.role !== 'tool') {
        expect(completion.tools.sort()).toEqual(['attendance', 'progress', 'schedule']);
        return completion.call('progress', { belt: 'purple', person: 'me' });
      }
      completion.say('You wear blue [1] and must wait [3: "not met"]. Invented [77].');
    };
    const { output, citations } = await answered(parent, 'How do I get to purple?', true);
    expect(output).toBe('You wear blue [1] and must wait . Invented .');
    expect(citations).toHaveLength(1);
    expect(citations[0]).toMatchObject({
      table: 'rank_systems',
      quote: expect.stringContaining('Blue'),
    });
  });

  it('cannot be made to read what the asker cannot', async () => {
    const heard: string[] = [];
    const tries = [
      ['attendance', { person: NAMES.stranger, days: 31 }],
      ['attendance', { person: ids.stranger }],
      ['schedule', { person: ids.stranger, gym_id: classes.elsewhere }],
      ['progress', { person: NAMES.stranger, user_id: ids.stranger }],
      ['schedule', { from: "2026-01-01' or true --" }],
      ['schedule', { days: 10_000 }],
      ['drop_everything', {}],
    ] as const;
    let step = 0;
    model.answer = (completion) => {
      heard.push(told(completion));
      if (step++ === 0) { for (const [name, input] of tries) completion.call(name, input); }
      else completion.say('Nothing.');
    };
    const { status, citations } = await answered(parent, 'Tell me about others', true);
    expect(status).toBe('completed');
    expect(citations).toEqual([]);
    const all = heard.join();
    for (const secret of ['Secreta', 'Far Dojo']) expect(all).not.toContain(secret);
    expect(JSON.parse(heard.at(-1)!)).toHaveLength(tries.length);
  });

  it('ends when the model never stops asking', async () => {
    let steps = 0;
    model.answer = (completion) => {
      steps++;
      if (completion.tools.length > 0 && steps < 20) completion.call('schedule', {});
      else completion.say('Enough.');
    };
    const { status } = await answered(parent, 'When?', true);
    expect(status).toBe('completed');
    expect(steps).toBeLessThanOrEqual(4);
  });

  it('goes on when looking up fails, and tells the model no more than that', async () => {
    await under.admin`alter table rank_systems rename to rank_systems_away`;
    let heard = '';
    model.answer = (completion) => {
      heard = told(completion);
      if (heard === '[]') completion.call('progress', {});
      else completion.say('I could not find out.');
    };
    const { status, output } = await answered(parent, 'And purple?', true)
      .finally(() => under.admin`alter table rank_systems_away rename to rank_systems`);
    expect(status).toBe('completed');
    expect(output).toContain('I could not find out.');
    expect(heard).toContain('This could not be looked up.');
    expect(heard).not.toContain('rank_systems');
  });
});
