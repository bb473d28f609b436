import { Parser } from 'htmlparser2';

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
  const pieces: string[] = [];
  let dropped = 0;
  let preformatted = 0;
  let line = '';

  const endLine = () => {
    if (line.trim()) pieces.push(line.trim(), '\n');
    line = '';
  };
  const endBlock = () => {
    endLine();
    if (pieces.length > 0 && pieces.at(-1) !== '\n\n') pieces.push('\n\n');
  };
  const boundary = (name: string) => {
    if (BLOCKS.has(name) || HEADING.test(name)) endBlock();
    else if (name === 'br' || name === 'tr' || name === 'li') endLine();
  };

  const parser = new Parser({
    onopentagname(name) {
      if (DROPPED.has(name)) dropped++;
      if (dropped) return;
      boundary(name);
      const level = HEADING.exec(name)?.[1];
      if (level) line = `${'#'.repeat(Number(level))} `;
      if (name === 'li') line = '- ';
      if ((name === 'td' || name === 'th') && line.trim()) line += ' | ';
      if (name === 'pre') preformatted++;
    },
    ontext(text) {
      if (dropped) return;
      if (preformatted) {
        pieces.push(line, text);
        line = '';
      } else {
        line += line.endsWith(' ') || !line
          ? text.replace(/\s+/g, ' ').trimStart()
          : text.replace(/\s+/g, ' ');
      }
    },
    onclosetag(name) {
      if (DROPPED.has(name)) dropped = Math.max(0, dropped - 1);
      if (dropped) return;
      if (name === 'pre') preformatted = Math.max(0, preformatted - 1);
      boundary(name);
    },
  }, { decodeEntities: true, lowerCaseTags: true });
  parser.end(html);
  endLine();
  return pieces.join('').replace(/\n{3,}/g, '\n\n').trim();
}
