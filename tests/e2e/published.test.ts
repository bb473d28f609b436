import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectral from '@stoplight/spectral-core';
import rulesets from '@stoplight/spectral-rulesets';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PROJECT_ROOT } from '../../local/stack/settings/state.ts';
import { codes } from '../../supabase/functions/_shared/problems/codes.ts';
import { type Answer, type Checker, createChecker } from '../../testkit/http/published/checker.ts';
import type { PublishedDocument } from '../../testkit/http/published/document.ts';
import { stack } from '../../testkit/http/stack.ts';

interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  example?: unknown;
}

type Document = PublishedDocument & { info: { contact?: unknown } };
/**
 * Every shared response where it is named first: Spectral judges it where it stands, and else anew
 * wherever it is named, which is the same three thousand times.
 */
function sharedOnce(document: Document): Document {
  const named = new Set<string>();
  return JSON.parse(JSON.stringify(document), (_, value) => {
    const shared = value?.$ref;
    if (typeof shared !== 'string' || !shared.startsWith('#/components/responses/')) return value;
    return named.size < named.add(shared).size ? value : undefined;
  });
}

let document: Document;
let schemas: Record<string, Schema>;
let checker: Checker;

beforeAll(async () => {
  document = await (await fetch(`${stack().status.api_url}/openapi.json`)).json();
  schemas = document.components.schemas as Record<string, Schema>;
  checker = createChecker(document);
});

describe('the published document', () => {
  /** They read nothing of a request, so there is nothing to refuse. */
  const PROBES = /~1health~1(live|ready)\//;

  /** A link in a mail that only leads on. */
  const LEADS_ON = /^operation-2xx-response .*~1mailings~1unsubscribe~1\{token\}\/get\//;

  const redocly = async (linted: Document) => {
    const config = await createConfig({ extends: ['recommended'] });
    const found = await lintFromString({ source: JSON.stringify(linted), config });
    return found.map(({ ruleId, location: [at] }) => `${ruleId} ${at?.pointer}`)
      .filter((line) => !(line.startsWith('operation-4xx-response') && PROBES.test(line)))
      .filter((line) => !LEADS_ON.test(line));
  };
  const oas = async (linted: Document) => {
    const linter = new spectral.Spectral();
    linter.setRuleset(rulesets.oas as Parameters<typeof linter.setRuleset>[0]);
    return (await linter.run(JSON.stringify(linted))).map(({ code, path }) =>
      `${code} ${path.join('.')}`
    );
  };

  it('breaks no recommended rule of Redocly', async () => {
    expect(await redocly(document)).toEqual([]);
    const broken = structuredClone(document);
    broken.paths['/hello']!.get!.operationId = 'readMe';
    expect(await redocly(broken)).toContainEqual(
      expect.stringContaining('operation-operationId-unique'),
    );
  });

  it('breaks no recommended rule of Spectral', async () => {
    expect(await oas(sharedOnce(document))).toEqual([]);
    const broken = structuredClone({ ...document, info: {}, paths: {} });
    (broken.components.examples!.invalid_input as { value: { status: unknown } }).value.status =
      'x';
    const found = await oas(broken);
    expect(found).toContainEqual(expect.stringContaining('info-contact'));
    expect(found).toContainEqual(
      expect.stringMatching(/^oas3-valid-media-example components\.(responses|examples)\./),
    );
  }, 240_000);

  it('has an example of every schema, and each is one', () => {
    const without = Object.keys(schemas).filter((name) => schemas[name]!.example === undefined);
    // All that the tables hold of a person: its parts have theirs.
    expect(without).toEqual(['UserExport']);
    const faults = Object.entries(schemas).filter(([, { example }]) => example !== undefined)
      .flatMap(([name, { example }]) =>
        checker.checkSchema(name, example).map((fault) => `${name}: ${fault}`)
      );
    expect(faults).toEqual([]);
  });

  it('has only patterns that every language can read', () => {
    const patterns = [...JSON.stringify(document).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)]
      .map(([, text]) => JSON.parse(text!) as string);
    expect(patterns.length).toBeGreaterThan(20);
    for (const pattern of patterns) {
      expect(pattern).toMatch(/^\^.*\$$|^\^\(\?!/);
      expect(() => new RegExp(pattern, 'u')).not.toThrow();
    }
    const matches = (name: string, field: string, value: string) =>
      checker.checkSchema(name, { [field]: value }).length === 0;
    expect(matches('UpdateMeInput', 'instagram', 'Ana.Treina')).toBe(true);
    expect(matches('UpdateMeInput', 'instagram', 'Ana Treina')).toBe(false);
  });

  it('says null wherever a contract does', async () => {
    const files = (await readdir(join(PROJECT_ROOT, 'src'), { recursive: true }))
      .filter((file) => file.endsWith('contract.ts'));
    const modules = await Promise.all(
      files.map((file) => import(join(PROJECT_ROOT, 'src', file)) as Promise<object>),
    );
    const fields = modules.flatMap((module) => Object.values(module)).flatMap((contract) => {
      const name = contract instanceof z.ZodObject && contract.meta()?.id;
      if (!name || !schemas[name]) return [];
      return Object.entries(contract.shape).filter(([, field]) => field.safeParse(null).success)
        .map(([field]) => ({ name, field, type: schemas[name]!.properties![field]!.type }));
    });
    expect(fields.length).toBeGreaterThan(40);
    const lost = fields.filter(({ type }) => typeof type === 'string' && type !== 'null');
    expect(lost).toEqual([]);
  });

  it('names every code there is where it can happen', () => {
    const answers = JSON.stringify([document.paths, document.components.responses]);
    const published = new Set(answers.match(/components\/examples\/\w+/g));
    const nowhere = Object.keys(codes).filter((code) =>
      !published.has(`components/examples/${code}`)
    );
    // Not of an operation; received by nobody; states in which a request can still be cancelled.
    expect(nowhere.sort()).toEqual([
      'agent_request_in_progress',
      'agent_request_queued',
      'client_gone',
      'method_not_allowed',
      'route_not_found',
    ]);
  });
});

describe('an answer that the document does not allow', () => {
  const headers = { 'x-request-id': '1', 'server-timing': 'total;dur=1' };
  const hello = { message: 'Hello!', role: 'anon', database_time: '2026-01-02T03:04:05Z' };
  const answer = (over: Partial<Answer> & { body?: unknown; more?: Record<string, string> }) =>
    checker.check({
      method: 'GET',
      pathname: '/hello',
      status: 200,
      headers: new Headers({ ...headers, 'content-type': 'application/json', ...over.more }),
      text: JSON.stringify(over.body ?? hello),
      ...over,
    });
  const problem = (code: string) => ({
    more: { 'content-type': 'application/problem+json' },
    status: 400,
    body: { ...Object(schemas.Problem!.example), code },
  });

  it('is told from one that it does', () => {
    expect(answer({})).toEqual([]);
    expect(answer(problem('invalid_input'))).toEqual([]);
    expect(answer({ method: 'HEAD', text: '' })).toEqual([]);
  });

  it.each([
    ['a status', { status: 418 }, '418 is not declared'],
    ['a field', { body: { ...hello, role: 'king' } }, '/role must be equal to one of'],
    ['a missing field', { body: { message: 'Hi' } }, 'the body must have required property'],
    ['a media type', { more: { 'content-type': 'text/html' } }, 'content type text/html'],
    ['a header', { more: { 'x-powered-by': 'luck' } }, 'x-powered-by is not declared'],
    ['a missing header', { headers: new Headers() }, 'X-Request-Id is missing'],
    ['a path', { pathname: '/hello/you' }, 'no operation is declared'],
    ['a method', { method: 'PUT' }, 'no operation is declared'],
  ])('by %s', (_what, over, fault) => {
    expect(answer(over)).toContainEqual(expect.stringContaining(fault));
  });

  it('by the code of its problem', () => {
    expect(answer(problem('gym_not_found'))).toContainEqual(expect.stringContaining('/code'));
  });

  it('by an event of its stream', () => {
    const pathname = `/agent/requests/${crypto.randomUUID()}/stream`;
    const stream = {
      method: 'GET',
      pathname,
      status: 200,
      headers: new Headers(),
      text: undefined,
    };
    const check = (event: string, data: unknown) =>
      checker.checkEvent(stream, { id: '1', event, data });
    expect(check('delta', { text: 'A day fee' })).toEqual([]);
    expect(check('delta', { words: 'A day fee' })).not.toEqual([]);
    expect(check('gossip', {})).not.toEqual([]);
  });
});
