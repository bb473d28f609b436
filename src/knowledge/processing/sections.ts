/** A stretch of a text, in UTF-16 code units. */
export interface Span {
  start: number;
  end: number;
}

/** The text below a heading and above the next, and the headings it is under, outermost first. */
export interface Section extends Span {
  path: string[];
}

const ATX = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const SETEXT = /^ {0,3}(=+|-{2,})[ \t]*$/;
const FENCE = /^ {0,3}(```|~~~)/;

/** A title longer than this is a paragraph that begins with `#`. */
const LONGEST_TITLE = 200;

interface Heading extends Span {
  level: number;
  title: string;
  /** Where the title itself begins and ends. */
  titled: Span;
}

/**
 * Cuts a text at its headings, which are Markdown's (CommonMark 0.31, sections 4.2 and 4.3), outside
 * fenced code. A heading with nothing under it at all is a section of its own words, so that they
 * are found too.
 */
export function sectionsOf(text: string): Section[] {
  const headings = [...headingsIn(text)];
  const sections: Section[] = [];
  const open: Heading[] = [];
  const add = (start: number, end: number) => {
    if (/\S/.test(text.slice(start, end))) {
      sections.push({ start, end, path: open.map(({ title }) => title) });
      return true;
    }
    return false;
  };
  add(0, headings[0]?.start ?? text.length);
  headings.forEach((heading, i) => {
    const next = headings[i + 1];
    while (open.length > 0 && open.at(-1)!.level >= heading.level) open.pop();
    open.push(heading);
    const filled = add(heading.end, next?.start ?? text.length);
    if (filled || (next && next.level > heading.level)) return;
    open.pop();
    add(heading.titled.start, heading.titled.end);
    open.push(heading);
  });
  return sections;
}

function* headingsIn(text: string): Generator<Heading> {
  let fence: string | undefined;
  let above: (Span & { text: string }) | undefined;
  for (const line of linesOf(text)) {
    const mark = FENCE.exec(line.text)?.[1];
    if (mark && (!fence || fence === mark)) fence = fence ? undefined : mark;
    else if (!fence) {
      const heading = atx(line) ?? (above && setext(above, line));
      if (heading) yield heading;
      above = !heading && line.text.trim() ? line : undefined;
      continue;
    }
    above = undefined;
  }
}

function* linesOf(text: string): Generator<Span & { text: string }> {
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    yield { start, end, text: text.slice(start, end) };
    start = end + 1;
  }
}

function atx({ start, end, text }: Span & { text: string }): Heading | undefined {
  const [, marks, title] = (text.length <= LONGEST_TITLE && ATX.exec(text)) || [];
  if (!marks || !title) return undefined;
  const at = start + text.indexOf(title, text.indexOf(marks) + marks.length);
  const titled = { start: at, end: at + title.length };
  return { start, end, level: marks.length, title: title.trim(), titled };
}

function setext(
  above: Span & { text: string },
  line: Span & { text: string },
): Heading | undefined {
  const marks = SETEXT.exec(line.text)?.[1];
  if (!marks || above.text.length > LONGEST_TITLE) return undefined;
  return {
    start: above.start,
    end: line.end,
    level: marks.startsWith('=') ? 1 : 2,
    title: above.text.trim(),
    titled: above,
  };
}
