import type { Output, Template } from 'liquidjs';
import type { Engine, Engines, Source } from '../engine/engine.ts';
import { valueOf } from '../values.ts';
import type { SourceFault } from './faults.ts';

export interface Analysis {
  faults: SourceFault[];
  /** What is named anywhere. */
  named: Set<string>;
  /** What is printed with nothing in its place where a customer has none. */
  printed: Map<string, { line: number }>;
}

/**
 * Finds which values a source names, and which of them it prints: a condition may ask for what is not
 * there, a print may not. `{{ first_name | default: "friend" }}` has something in its place.
 */
export function analyse(engine: Engine, source: Source, library: Engines['library']): Analysis {
  const analysis: Analysis = { faults: [], named: new Set(), printed: new Map() };
  for (const segments of engine.liquid.globalVariableSegmentsSync(source)) {
    const name = segments.length === 1 && typeof segments[0] === 'string' ? segments[0] : undefined;
    if (name !== undefined && valueOf(name)) analysis.named.add(name);
    else {
      const written = segments.map((part) => Array.isArray(part) ? '[…]' : String(part)).join('.');
      analysis.faults.push({
        code: 'variable_unknown',
        variable: written.slice(0, 100),
        message: `There is no value ${written.slice(0, 100)}.`,
      });
    }
  }
  for (const output of outputsOf(source, library)) notePrinted(engine, output, analysis);
  return analysis;
}

function notePrinted({ liquid }: Engine, output: Output, { printed }: Analysis): void {
  const [line] = output.token.getPosition() as [number, number];
  const names = liquid.globalVariableSegmentsSync([output]).map(([name]) => String(name));
  const { initial, filters } = output.value;
  const [what, ...more] = initial.postfix;
  const stoodFor = filters[0]?.name === 'default' && more.length === 0 && isVariable(what);
  // The first variable is the value itself; those after it are arguments of filters.
  const own = stoodFor ? names.slice(1) : names;
  for (const name of own) if (!printed.has(name)) printed.set(name, { line });
}

/** Whether it is a value, and no word or number of the template's own. */
const isVariable = (token: unknown): boolean =>
  typeof token === 'object' && token !== null && 'variable' in token;

/** Every print of a source, also those within conditions. */
export function* outputsOf(
  source: readonly Template[],
  library: Engines['library'],
): Generator<Output> {
  for (const template of source) {
    if (template instanceof library.Output) {
      yield template;
      continue;
    }
    const children = template.children?.(false, true);
    if (children) yield* outputsOf(library.toValueSync(children) as Template[], library);
  }
}
