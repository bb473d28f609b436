/**
 * A run of text on a page, as PDF.js gives it; positions and heights in points, `y` grows upwards.
 */
export interface TextRun {
  str: string;
  hasEOL: boolean;
  height: number;
  y: number;
}

interface Line {
  text: string;
  height: number;
  y: number;
}

/** A line this much larger than the page's body, and no longer than this, is a heading. */
const HEADING_SCALE = 1.2;
const HEADING_LENGTH = 120;

/** Lines further apart than this, in heights, are different paragraphs. */
const PARAGRAPH_GAP = 1.7;

/**
 * Puts the text of a page together: lines joined to paragraphs, words that were broken at a line's
 * end made whole, and lines in larger type marked as headings, which is all that a PDF says about
 * structure.
 */
export function pageText(runs: TextRun[]): string {
  const lines = toLines(runs);
  const body = bodyHeight(lines);
  let text = '';
  let last: Line | undefined;
  for (const line of lines) {
    const heading = line.height > body * HEADING_SCALE && line.text.length <= HEADING_LENGTH &&
      /\p{L}/u.test(line.text);
    if (heading) {
      text += `${text && '\n\n'}## ${line.text}`;
      last = undefined;
      continue;
    }
    const apart = !last || Math.abs(last.y - line.y) > PARAGRAPH_GAP * Math.max(line.height, body);
    if (apart) text += `${text && '\n\n'}${line.text}`;
    else if (/\p{L}-$/u.test(text.slice(-3)) && /^\p{Ll}/u.test(line.text)) {
      text = text.slice(0, -1) + line.text;
    } else text += `\n${line.text}`;
    last = line;
  }
  return text.replace(/\n{3,}/g, '\n\n').trim();
}

function toLines(runs: TextRun[]): Line[] {
  const lines: Line[] = [];
  let open: Line | undefined;
  const close = () => {
    const text = open?.text.replace(/\s+/g, ' ').trim();
    if (open && text) lines.push({ ...open, text });
    open = undefined;
  };
  for (const { str, hasEOL, height, y } of runs) {
    open ??= { text: '', height: 0, y };
    open.text += str;
    if (str.trim()) open = { ...open, height: Math.max(open.height, height), y };
    if (hasEOL) close();
  }
  close();
  return lines;
}

/** The height in which most of the page's characters are set. */
function bodyHeight(lines: Line[]): number {
  const characters = new Map<number, number>();
  for (const { text, height } of lines) {
    const size = Math.round(height * 2) / 2;
    characters.set(size, (characters.get(size) ?? 0) + text.length);
  }
  return [...characters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
