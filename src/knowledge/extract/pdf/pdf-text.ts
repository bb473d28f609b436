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
export function pageText(runs: readonly TextRun[]): string {
  const lines = toLines(runs);
  const body = bodyHeight(lines);
  const pieces: string[] = [];
  let last: Line | undefined;
  for (const line of lines) {
    const heading = line.height > body * HEADING_SCALE && line.text.length <= HEADING_LENGTH &&
      /\p{L}/u.test(line.text);
    if (heading) {
      pieces.push('\n\n', `## ${line.text}`);
      last = undefined;
      continue;
    }
    const apart = !last || Math.abs(last.y - line.y) > PARAGRAPH_GAP * Math.max(line.height, body);
    if (apart) pieces.push('\n\n', line.text);
    else if (isBroken(last!.text) && /^\p{Ll}/u.test(line.text)) {
      pieces.push(pieces.pop()!.slice(0, -1), line.text);
    } else pieces.push('\n', line.text);
    last = line;
  }
  return pieces.join('').replace(/\n{3,}/g, '\n\n').trim();
}

/** A line ends within a word, as a hyphen behind a letter says. */
const isBroken = (line: string) => /\p{L}-$/u.test(line.slice(-3));

function toLines(runs: readonly TextRun[]): Line[] {
  const lines: Line[] = [];
  let pieces: string[] = [];
  let height = 0;
  let y: number | undefined;
  const close = () => {
    const text = pieces.join('').replace(/\s+/g, ' ').trim();
    if (text) lines.push({ text, height, y: y ?? 0 });
    pieces = [];
    height = 0;
    y = undefined;
  };
  for (const run of runs) {
    pieces.push(run.str);
    y ??= run.y;
    if (run.str.trim()) {
      height = Math.max(height, run.height);
      y = run.y;
    }
    if (run.hasEOL) close();
  }
  close();
  return lines;
}

/** The height in which most of the page's characters are set. */
function bodyHeight(lines: readonly Line[]): number {
  const characters = new Map<number, number>();
  for (const { text, height } of lines) {
    const size = Math.round(height * 2) / 2;
    characters.set(size, (characters.get(size) ?? 0) + text.length);
  }
  let body = 0;
  let most = 0;
  for (const [size, count] of characters) {
    if (count > most) [body, most] = [size, count];
  }
  return body;
}
