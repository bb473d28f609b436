import { readMarkup } from '../markup/markup.ts';
import { wordNames } from './word-names.ts';

/** What a paragraph's style makes of it. */
export interface ParagraphStyle {
  /** 1 to 6 for a heading, else 0. */
  level: number;
  listed: boolean;
}

/** By the id that paragraphs refer to. */
export type ParagraphStyles = ReadonlyMap<string, ParagraphStyle>;

const HEADING = /^heading ?([1-6])?$/i;

/** The level that a style's name or id says, as Word spells its own. */
export const headingLevel = (name: string): number => {
  const found = HEADING.exec(name);
  return found ? Number(found[1] ?? 1) : 0;
};

/** What the styles of a Word file mean; a style that is not there means what its id says. */
export function readStyles(xml: string): ParagraphStyles {
  const styles = new Map<string, ParagraphStyle>();
  const named = wordNames();
  let style: ParagraphStyle | undefined;
  readMarkup(xml, {
    open(name, attributes) {
      const { local, value } = named(name, attributes);
      if (local === 'style') {
        const id = value('styleId');
        style = { level: headingLevel(id), listed: false };
        styles.set(id, style);
      } else if (local === 'name' && style) style.level ||= headingLevel(value('val'));
      else if (local === 'numPr' && style) style.listed = true;
    },
    close() {},
    text() {},
  }, true);
  return styles;
}
