import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { docx } from '../../testkit/files/docx.ts';
import { blanks, filtered, nestedForms, nestedGlyph } from '../../testkit/files/pdf-bombs.ts';
import { pdf } from '../../testkit/files/pdf.ts';
import { call } from '../../testkit/http/call.ts';
import { stack, supabase } from '../../testkit/http/stack.ts';

type Client = ReturnType<typeof supabase>;

const PAGES = 400;

/** Others' waiting beside bombs, against their waiting without: both cores are at work then. */
const LONGEST = 10;

async function person(): Promise<{ client: Client; token: string }> {
  const client = supabase();
  const email = `${randomUUID()}@example.test`;
  const { data, error } = await client.auth.signUp({ email, password: randomUUID() });
  if (error) throw error;
  return { client, token: data.session!.access_token };
}

type Person = Awaited<ReturnType<typeof person>>;

async function upload(
  { token }: Person,
  filename: string,
  content: Uint8Array | string,
): Promise<string> {
  const url = `${stack().status.api_url}/functions/v1/knowledge/documents/upload`;
  const answer = await fetch(`${url}?${new URLSearchParams({ filename })}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body: content as BodyInit,
  });
  expect(answer.status).toBe(202);
  return (await answer.json()).id;
}

async function ended({ client }: Person, id: string): Promise<string> {
  for (const deadline = Date.now() + 240_000; Date.now() < deadline; await sleep(100)) {
    const { body } = await call(client, 'GET', `knowledge/documents/${id}`);
    if (body.processing_status === 'ready') return 'ready';
    if (body.processing_status === 'failed') return body.error;
  }
  throw new Error(`${id} is still being processed`);
}

const quantile = (values: number[], q: number) =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * q) - 1]!;

describe('a file that costs more than it should', () => {
  let attacker: Person;
  let others: Person[];
  beforeAll(async () => {
    [attacker, ...others] = await Promise.all([person(), person(), person(), person()]);
  });

  it('is ended, says so, and keeps nobody else waiting', async () => {
    const bombs: [string, Uint8Array | string, string][] = [
      ['glyph.pdf', nestedGlyph(24, 8), 'too_complex'],
      ['forms.pdf', nestedForms(24, 8), 'too_complex'],
      [
        'inflates.pdf',
        filtered(await blanks(1_000, 2), '[/Fl /Fl#61teDecode]'),
        'archive_too_large',
      ],
      [
        'paragraphs.docx',
        docx(Array.from({ length: 250_000 }, (_, i) => ({ text: `x${i}` }))),
        'ready',
      ],
      ['row.html', `<table><tr>${'<td>x</td>'.repeat(40_000)}</tr></table>`, 'ready'],
    ];
    const own = async (round: number) => {
      const other = others[round % others.length]!;
      const since = Date.now();
      const id = await upload(other, 'own.txt', `Round ${round}: ${randomUUID()}.`);
      expect(await ended(other, id)).toBe('ready');
      return Date.now() - since;
    };
    const without: number[] = [];
    for (let round = 0; round < 7; round++) without.push(await own(round));

    const ids = await Promise.all(bombs.map(([name, content]) => upload(attacker, name, content)));
    let over = false;
    const outcomes = Promise.all(ids.map((id) => ended(attacker, id))).finally(() => over = true);

    const waits: number[] = [];
    for (let round = 0; !over; round++) waits.push(await own(round));
    const usual = quantile(without, 0.5);
    const p95 = quantile(waits, 0.95);
    console.log(`${waits.length} others waited ${p95} ms (p95) beside bombs, ${usual} ms without`);
    expect(await outcomes).toEqual(bombs.map(([, , outcome]) => outcome));
    expect(waits.length).toBeGreaterThan(3);
    expect(p95).toBeLessThan(LONGEST * usual);
  }, 300_000);

  it(`is not an ordinary PDF of ${PAGES} pages`, async () => {
    const words = 'Of guards, sweeps, grips and patience the teacher speaks on this line. ';
    const file = pdf(Array.from({ length: PAGES }, (_, page) => [
      { text: `Lesson ${page + 1}`, size: 18 },
      ...Array.from({ length: 45 }, (_, line) => ({ text: `${page}.${line} ${words}` })),
    ]));
    const [reader] = others;
    expect(await ended(reader!, await upload(reader!, 'manual.pdf', file))).toBe('ready');
  }, 300_000);
});
