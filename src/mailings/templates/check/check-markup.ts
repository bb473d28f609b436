import { Parser } from 'htmlparser2';
import type { Engines } from '../engine/engine.ts';
import { isLink } from '../engine/scope.ts';
import type { SourceFault } from './faults.ts';
import { DECIDE, markSource, PRINT } from './marked-source.ts';
import { ADDRESSES, ATTRIBUTES, BAD_STYLE, ELEMENTS, PRINTABLE, VOID } from './markup-rules.ts';

/** Stands behind all: where it arrives as text, no tag, quote or comment was left open. */
const END = '\ue002';
/** A print that is a value and nothing else. */
const BARE = /^\{\{-?\s*([a-z_]+)\s*-?\}\}$/;
const HTTPS = /^https:\/\/[a-z0-9.-]+(:[0-9]+)?(?=[/?#]|$)/i;

/**
 * Checks the markup of a template before anything is printed into it. `markup_refused`: an element or
 * attribute that is not among those of mails, a comment, what is left open. `output_refused`: a value
 * where the escaping of LiquidJS, which is for text and quoted attributes, would not hold it, and a
 * condition anywhere but between elements. `link_refused`: an address that is not https or mailto, or
 * whose host a value would decide.
 */
export function checkMarkup(source: string, library: Engines['library']): SourceFault[] {
  const faults: SourceFault[] = [];
  const add = (code: SourceFault['code'], message: string) => faults.push({ code, message });
  if (/[\ue000-\ue002]/.test(source)) add('markup_refused', 'A character of private use.');
  const { text, prints } = markSource(source, library);
  let printed = 0;
  let ended = false;
  const open: string[] = [];

  const parser = new Parser({
    onopentagname: (name) => {
      if (!ELEMENTS.has(name)) add('markup_refused', `<${shown(name)}> is no element of mails.`);
      if (hasMark(name)) add('output_refused', 'A value or condition within a tag.');
      if (!VOID.has(name)) open.push(name);
    },
    onattribute: (name, value, quote) => {
      if (!ATTRIBUTES.has(name)) add('markup_refused', `${shown(name)} is no attribute of mails.`);
      if (name === 'style' && BAD_STYLE.test(value)) add('markup_refused', 'A style that loads.');
      if (name.includes(DECIDE) || value.includes(DECIDE) || name.includes(PRINT)) {
        add('output_refused', 'A condition or value within a tag.');
      }
      const values = [...value].filter((c) => c === PRINT).map(() => prints[printed++] ?? '');
      if (values.length > 0 && (!quote || !PRINTABLE.has(name))) {
        add('output_refused', `A value in ${shown(name)}, or without quotes.`);
      }
      if (ADDRESSES.has(name) && !isGoodAddress(name, value, values)) {
        add('link_refused', `${shown(name)} is neither https nor, of a link, mailto.`);
      }
    },
    onclosetag: (name, implied) => {
      if (VOID.has(name)) return;
      if (implied || open.pop() !== name) add('markup_refused', `<${shown(name)}> is not closed.`);
    },
    ontext: (value) => {
      printed += [...value].filter((c) => c === PRINT).length;
      if (value.includes(END)) ended = true;
    },
    oncomment: () => add('markup_refused', 'A comment.'),
    onprocessinginstruction: () => add('markup_refused', 'A declaration.'),
  }, { decodeEntities: true });
  parser.end(text + END);
  if (!ended || open.length > 0) add('markup_refused', 'Something is left open at the end.');
  return faults;
}

const hasMark = (text: string) => text.includes(PRINT) || text.includes(DECIDE);
const shown = (name: string) => name.replaceAll(/[^a-z0-9-]/gi, '?').slice(0, 40);

/** @param values the prints that are in it, as they are written */
function isGoodAddress(name: string, value: string, values: readonly string[]): boolean {
  // What programs leave out of an address would hide its scheme from this.
  if (/[\p{Cc}\s]/u.test(value)) return false;
  if (value.startsWith(PRINT)) return isLink(BARE.exec(values[0]!)?.[1] ?? '');
  if (name === 'href' && /^mailto:[^\s?]+@/i.test(value)) return values.length === 0;
  return HTTPS.test(value);
}
