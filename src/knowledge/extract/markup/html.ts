import { readMarkup } from './markup.ts';
import { TextWriter } from './text-writer.ts';

const DROPPED = new Set([
  'head',
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'math',
  'iframe',
  'object',
  'select',
  'textarea',
]);

const BLOCKS = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'dd',
  'details',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'header',
  'hr',
  'main',
  'nav',
  'ol',
  'p',
  'pre',
  'section',
  'summary',
  'table',
  'ul',
]);

const HEADING = /^h([1-6])$/;

/**
 * Reads the text of an HTML page as Markdown would have it: headings as `#` lines, list items with
 * a dash, table rows as lines. What is not prose (scripts, styles, drawings) is left out; entities
 * are decoded. Linear in the input, and no tree is built.
 */
export function htmlToText(html: string): string {
  const writer = new TextWriter();
  let dropped = 0;
  let preformatted = 0;

  const boundary = (name: string) => {
    if (BLOCKS.has(name) || HEADING.test(name)) writer.endBlock();
    else if (name === 'br' || name === 'tr' || name === 'li') writer.endLine();
  };

  readMarkup(html, {
    open(name) {
      if (DROPPED.has(name)) dropped++;
      if (dropped) return;
      boundary(name);
      const level = HEADING.exec(name)?.[1];
      if (level) writer.mark(`${'#'.repeat(Number(level))} `);
      if (name === 'li') writer.mark('- ');
      if ((name === 'td' || name === 'th') && writer.visible) writer.mark(' | ');
      if (name === 'pre') preformatted++;
    },
    text(text) {
      if (dropped) return;
      if (preformatted) writer.keep(text);
      else writer.write(text);
    },
    close(name) {
      if (DROPPED.has(name)) dropped--;
      if (dropped) return;
      if (name === 'pre') preformatted--;
      boundary(name);
    },
  });
  return writer.finish();
}
