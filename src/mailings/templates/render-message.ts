import { type CheckedTemplate, checkTemplate, type TemplateWords } from './check/check-template.ts';
import { type Engines, loadEngines } from './engine/engine.ts';
import { scopeOf } from './engine/scope.ts';
import { chooseLocale } from './languages.ts';

export interface RenderedMessage {
  /** Which language it is in. */
  locale: string;
  /** One line, of 200 characters at most; the title of a push. */
  subject: string;
  text: string;
  /** The body of a document, which `composeMail` puts around it. */
  html?: string;
}

/**
 * Renders a version for one customer: the same values always come to the same message.
 *
 * @param locale the customer's, as Shopify tells it
 * @param values what `private.template_values` tells of them, and over it what their trigger told
 * @throws Error where it has faults, or a value is missing that nothing stands for
 */
export type RenderMessage = (
  version: TemplateWords & { id?: string },
  locale: string | null,
  values: Readonly<Record<string, unknown>>,
) => RenderedMessage;

/** Versions that one isolate keeps parsed. */
const KEPT = 200;
const SUBJECT_LENGTH = 200;

const byObject = new WeakMap<object, CheckedTemplate>();
const byId = new Map<string, CheckedTemplate>();

/** Loads what renders messages; afterwards each is a matter of microseconds. */
export async function loadRenderer(): Promise<RenderMessage> {
  const engines = await loadEngines();
  return (version, locale, values) => render(engines, version, locale, values);
}

function render(
  engines: Engines,
  version: TemplateWords & { id?: string },
  wanted: string | null,
  values: Readonly<Record<string, unknown>>,
): RenderedMessage {
  const { faults, sources } = checkedOnce(engines, version);
  // A row may have been written past the check of publishing.
  if (faults[0]) throw new Error(`${faults[0].locale} ${faults[0].part}: ${faults[0].message}`);
  const locale = chooseLocale(wanted, version);
  const { subject, text, html } = sources[locale]!;
  const scope = scopeOf(values, version.fallbacks[locale] ?? {}, locale);
  const line = oneLine(engines.text.render(subject!, scope));
  if (line === '') throw new Error('the subject is empty');
  return {
    locale,
    subject: line,
    text: engines.text.render(text!, scope),
    ...html && { html: engines.html.render(html, scope) },
  };
}

/** What would end the field of a header becomes a space. */
const oneLine = (subject: string) =>
  [...subject.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()].slice(0, SUBJECT_LENGTH).join(
    '',
  );

function checkedOnce(engines: Engines, version: TemplateWords & { id?: string }): CheckedTemplate {
  const { id } = version;
  const known = id === undefined ? byObject.get(version) : byId.get(id);
  if (known) return known;
  const checked = checkTemplate(version, engines);
  if (id === undefined) byObject.set(version, checked);
  else {
    byId.set(id, checked);
    const oldest = byId.keys().next();
    if (byId.size > KEPT && !oldest.done) byId.delete(oldest.value);
  }
  return checked;
}
