import type { TemplateContent } from '../../../db/schema/mailings/templates/message-templates.ts';
import type { Engine, Engines, Source } from '../engine/engine.ts';
import { scopeOf } from '../engine/scope.ts';
import { exampleValues, valueOf } from '../values.ts';
import { checkMarkup } from './check-markup.ts';
import type { Part, SourceFault, TemplateFault } from './faults.ts';
import { analyse, type Analysis } from './variables.ts';

/** What of a draft or a version is rendered. */
export interface TemplateWords {
  channel: 'email' | 'push';
  default_locale: string;
  contents: Readonly<Record<string, TemplateContent>>;
  /** What stands for a value in each language. */
  fallbacks: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export type Sources = Partial<Record<Part, Source>>;

export interface CheckedTemplate {
  faults: TemplateFault[];
  /** Parsed, by language. */
  sources: Record<string, Sources>;
  /** Every value that is named. */
  named: string[];
  /** The values of a customer that it cannot do without. */
  needed: string[];
}

const parts = ['subject', 'text', 'html'] as const;

/**
 * Reads a template whole and says what keeps it from being published, in every language: see
 * `FaultCode`. A template without faults renders for every customer, whatever their values are.
 */
export function checkTemplate(template: TemplateWords, engines: Engines): CheckedTemplate {
  const checked: CheckedTemplate = { faults: [], sources: {}, named: [], needed: [] };
  const named = new Set<string>();
  const needed = new Set<string>();
  checked.faults.push(...fallbackFaults(template));
  for (const [locale, content] of Object.entries(template.contents)) {
    const fallbacks = template.fallbacks[locale] ?? {};
    const sources: Sources = checked.sources[locale] = {};
    const faults: TemplateFault[] = [];
    for (const part of parts) {
      const written = content[part];
      if (written === undefined || (part === 'html' && template.channel === 'push')) continue;
      const add = (fault: SourceFault) => faults.push({ ...fault, locale, part });
      const engine = part === 'html' ? engines.html : engines.text;
      const source = parse(engine, written, add);
      if (!source) continue;
      sources[part] = source;
      const analysis = analyse(engine, source, engines.library);
      [...analysis.faults, ...unprovided(analysis, fallbacks)].forEach(add);
      for (const name of analysis.named) named.add(name);
      for (const name of analysis.printed.keys()) {
        if (!Object.hasOwn(fallbacks, name) && !valueOf(name)?.triggers) needed.add(name);
      }
      if (part === 'html') checkMarkup(written, engines.library).forEach(add);
      else if (part === 'subject' && /[\p{Cc}\p{Zl}\p{Zp}]/u.test(written)) {
        add({ code: 'syntax', message: 'A subject is one line.' });
      }
    }
    if (faults.length === 0) faults.push(...tried(engines, sources, fallbacks, locale));
    checked.faults.push(...faults);
  }
  return { ...checked, named: [...named].sort(), needed: [...needed].sort() };
}

function fallbackFaults({ contents, fallbacks }: TemplateWords): TemplateFault[] {
  return Object.entries(fallbacks).flatMap(([locale, texts]): TemplateFault[] =>
    Object.hasOwn(contents, locale)
      ? Object.keys(texts).filter((name) => !valueOf(name)).map((variable) => ({
        ...{ code: 'variable_unknown', locale, part: null, variable } as const,
        message: `There is no value ${variable.slice(0, 100)}.`,
      }))
      : [{ code: 'language_unknown', locale, part: null, message: `It has no language ${locale}.` }]
  );
}

function parse(
  engine: Engine,
  written: string,
  add: (fault: SourceFault) => void,
): Source | undefined {
  try {
    return engine.parse(written);
  } catch (error) {
    const [line] = (error as { token?: { getPosition?(): number[] } }).token?.getPosition?.() ?? [];
    add({
      code: 'syntax',
      ...line !== undefined && { line },
      message: String((error as Error).message).slice(0, 200),
    });
    return undefined;
  }
}

/** What is printed that a customer may have none of, with nothing in its place. */
const unprovided = (
  { printed }: Analysis,
  fallbacks: Readonly<Record<string, string>>,
): SourceFault[] =>
  [...printed].filter(([name]) => valueOf(name)?.nullable && !Object.hasOwn(fallbacks, name))
    .map(([variable, { line }]) => ({
      ...{ code: 'fallback_missing', variable, line } as const,
      message: `A customer may have no ${variable}: say what stands for it.`,
    }));

/** Renders with everything there, and with nothing there that may be missing. */
function tried(
  engines: Engines,
  sources: Sources,
  fallbacks: Readonly<Record<string, string>>,
  locale: string,
): TemplateFault[] {
  const without = Object.fromEntries(
    Object.entries(exampleValues).filter(([name]) => !valueOf(name)?.nullable),
  );
  for (const values of [exampleValues, without]) {
    const scope = scopeOf(values, fallbacks, locale);
    for (const part of parts) {
      const source = sources[part];
      if (!source) continue;
      const fault = { code: 'cannot_render', locale, part } as const;
      try {
        const engine = part === 'html' ? engines.html : engines.text;
        if (engine.render(source, scope).trim() === '') {
          return [{ ...fault, message: 'Some customers would read nothing.' }];
        }
      } catch (error) {
        return [{ ...fault, message: String((error as Error).message).slice(0, 200) }];
      }
    }
  }
  return [];
}
