import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import {
  findOperation,
  type Operation,
  pointer,
  type PublishedDocument,
  type PublishedResponse,
} from './document.ts';

/** An answer of a function, as it came. */
export interface Answer {
  method: string;
  /** Below `/functions/v1`. */
  pathname: string;
  status: number;
  headers: Headers;
  /** Undefined for a stream, whose events are checked one by one. */
  text: string | undefined;
}

/** One server-sent event, its `data` parsed. */
export interface StreamEvent {
  id?: string;
  event: string;
  data: unknown;
}

/** Fields that HTTP, CORS and the platform explain: no operation lists them. */
const EXPLAINED = new RegExp(
  '^(access-control-.*|cache-control|connection|content-.*|date|keep-alive|transfer-encoding|vary' +
    '|x-content-type-options|x-accel-buffering)$',
);

/** What every function answers outside of its operations, as the document says in words. */
const SHELL = { 404: 'route_not_found', 405: 'method_not_allowed' } as const;

/** Holds answers against a published document; each check lists what is wrong with one. */
export function createChecker(document: PublishedDocument) {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true });
  formats.default(ajv);
  ajv.addFormat('binary', true);
  ajv.addSchema(document, 'api');
  const functions = new Set(document.tags.map(({ name }) => name));

  const against = (reference: string, value: unknown): string[] => {
    const validate = ajv.getSchema(`api${reference}`)!;
    if (validate(value)) return [];
    return validate.errors!.map(({ instancePath, message, params }) =>
      `${instancePath || 'the body'} ${message} ${JSON.stringify(params)}`
    );
  };

  const find = (answer: Answer) => {
    const found = findOperation(document, answer.method, answer.pathname);
    const status = String(answer.status);
    const declared = found?.operation?.responses[status];
    const shared = declared && '$ref' in declared ? declared.$ref.split('/').at(-1)! : undefined;
    const response = shared === undefined
      ? declared as PublishedResponse | undefined
      : document.components.responses![shared] as PublishedResponse;
    const method = answer.method === 'HEAD' ? 'get' : answer.method.toLowerCase();
    const at = (...steps: string[]) =>
      shared === undefined
        ? pointer('paths', found!.path, method, 'responses', status, ...steps)
        : pointer('components', 'responses', shared, ...steps);
    return { found, response, at };
  };

  function checkOperation(answer: Answer, operation: Operation): string[] {
    const { response, at } = find(answer);
    if (!response) return [`${answer.status} is not declared: ${answer.text?.slice(0, 200)}`];
    return [
      ...checkHeaders(answer, response),
      ...checkBody(answer, response, at),
    ].map((fault) => `${operation.operationId}: ${fault}`);
  }

  function checkHeaders({ headers }: Answer, { headers: declared = {} }: PublishedResponse) {
    const names = Object.keys(declared);
    const known = new Set(names.map((name) => name.toLowerCase()));
    const isRequired = (name: string) =>
      (document.components.headers![name] as { required?: boolean }).required === true;
    return [
      ...names.filter((name) => isRequired(name) && !headers.has(name))
        .map((name) => `the header ${name} is missing`),
      ...[...headers.keys()].filter((name) => !known.has(name) && !EXPLAINED.test(name))
        .map((name) => `the header ${name} is not declared`),
    ];
  }

  function checkBody(
    { method, headers, text }: Answer,
    { content }: PublishedResponse,
    at: (...steps: string[]) => string,
  ): string[] {
    if (!content) return text ? ['there is a body where none is declared'] : [];
    const type = headers.get('content-type')?.split(';')[0] ?? 'none';
    if (!content[type]) return [`the content type ${type} is not declared`];
    if (text === undefined || method === 'HEAD') return [];
    return against(at('content', type, 'schema'), JSON.parse(text));
  }

  return {
    /** Whether the document speaks of this function at all. */
    knows: (pathname: string): boolean => functions.has(pathname.split('/')[1] ?? ''),

    /** What is wrong with an answer; nothing, if all is well. */
    check(answer: Answer): string[] {
      const { method, pathname, status, text } = answer;
      const { found } = find(answer);
      const say = (faults: string[]) => faults.map((fault) => `${method} ${pathname}: ${fault}`);
      if (found?.operation) return say(checkOperation(answer, found.operation));
      const expected = found ? 405 : 404;
      const code = text ? JSON.parse(text).code : undefined;
      const isShell = status === expected && (method === 'HEAD' || code === SHELL[expected]);
      return isShell ? [] : say([`no operation is declared, and it answers ${status} ${code}`]);
    },

    /** What is wrong with a value of one of the document's schemas. */
    checkSchema: (name: string, value: unknown): string[] =>
      against(pointer('components', 'schemas', name), value),

    /** What is wrong with one event of a stream. */
    checkEvent(answer: Answer, event: StreamEvent): string[] {
      const { found, at } = find(answer);
      return against(at('content', 'text/event-stream', 'schema'), event)
        .map((fault) => `${found!.operation!.operationId}: the event ${event.event}: ${fault}`);
    },
  };
}

export type Checker = ReturnType<typeof createChecker>;
