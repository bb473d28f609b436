import type { Liquid, Template } from 'liquidjs';
import { keepLines } from './token-positions.ts';

/** What a template may do besides printing values. Nothing repeats, nothing is assigned or included. */
const TAGS = new Set(['if', 'unless', 'case']);
/** None of them reads a file or a clock, or turns the escaping off. */
const FILTERS = new Set([
  'default',
  'upcase',
  'downcase',
  'capitalize',
  'truncate',
  'strip',
  'url_encode',
]);

/** Characters of one source. */
export const MAX_SOURCE = 100_000;
/** Abstract units: about characters and items. */
const MAX_MEMORY = 500_000;
/** By the clock on the wall: a busy machine must not fail an honest mail. */
const MAX_RENDER_MS = 500;

export type Source = Template[];

/** LiquidJS, twice: what it prints into markup is escaped, and what it prints into text is not. */
export interface Engine {
  parse(source: string): Source;
  render(source: Source, scope: object): string;
  liquid: Liquid;
}

export interface Engines {
  html: Engine;
  text: Engine;
  library: typeof import('liquidjs');
}

let loading: Promise<Engines> | undefined;

/** Loads the engines, once for an isolate: a function that sends nothing never pays for them. */
export const loadEngines = (): Promise<Engines> => loading ??= load();

async function load(): Promise<Engines> {
  const library = await import('liquidjs');
  keepLines(library);
  return { html: engine(library, true), text: engine(library, false), library };
}

function engine({ Liquid }: typeof import('liquidjs'), escapes: boolean): Engine {
  const liquid = new Liquid({
    ...escapes && { outputEscape: 'escape' as const },
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    ownPropertyOnly: true,
    dynamicPartials: false,
    relativeReference: false,
    cache: false,
    parseLimit: MAX_SOURCE,
    renderLimit: MAX_RENDER_MS,
    memoryLimit: MAX_MEMORY,
    fs: closed,
  });
  keepOnly(liquid.tags, TAGS);
  keepOnly(liquid.filters, FILTERS);
  return {
    liquid,
    parse: (source) => liquid.parse(source),
    render: (source, scope) => liquid.renderSync(source, scope) as string,
  };
}

function keepOnly(registered: Record<string, unknown>, kept: Set<string>): void {
  for (const name of Object.keys(registered)) if (!kept.has(name)) delete registered[name];
}

const none = (): never => {
  throw new Error('templates read no files');
};

/** No template reads another, of wherever this runs. */
const closed = {
  readFileSync: none,
  readFile: () => Promise.reject(new Error('templates read no files')),
  existsSync: () => false,
  exists: () => Promise.resolve(false),
  contains: () => Promise.resolve(false),
  resolve: none,
};
