/** A stretch of a text, in UTF-16 code units. */
export interface Span {
  start: number;
  end: number;
}

/** A heading that a text is under. */
export interface Title {
  /** 1 to 6. */
  level: number;
  title: string;
}

/** The text below a heading and above the next. */
export interface Section extends Span {
  /** The headings it is under, outermost first. */
  under: readonly Title[];
}

const FENCE = /^ {0,3}(```|~~~)/;
const ATX = /^ {0,3}(#{1,6})(?=[ \t]|$)/;
const CLOSING = /(^|[ \t])#+$/;
const SETEXT = /^ {0,3}(=+|-{2,})[ \t]*$/;

/** A title longer than this is a paragraph that begins with `#`. */
const LONGEST_TITLE = 200;

interface Heading extends Span, Title {
  /** Where the title itself begins and ends. */
  titled: Span;
}

/**
 * Cuts a text at its headings, which are Markdown's (CommonMark 0.31, sections 4.2 and 4.3), outside
 * fenced code. A heading with nothing under it at all is a section of its own words, so that they
 * are found too. Goes through the text once and holds one section at a time.
 */
export function* sectionsOf(text: string): Generator<Section> {
  let open: readonly Title[] = [];
  let start = 0;
  let heading: Heading | undefined;
  const before = (next?: Heading): Section | undefined => {
    const end = next?.start ?? text.length;
    if (/\S/.test(text.slice(start, end))) return { start, end, under: open };
    if (!heading || (next && next.level > heading.level)) return undefined;
    return { ...heading.titled, under: open.slice(0, -1) };
  };
  for (const next of headingsIn(text)) {
    const section = before(next);
    if (section) yield section;
    const { level, title } = next;
    heading = next;
    start = next.end;
    open = [...open.filter((above) => above.level < level), { level, title }];
  }
  const last = before();
  if (last) yield last;
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
  const marks = text.length <= LONGEST_TITLE && ATX.exec(text);
  if (!marks) return undefined;
  const rest = text.slice(marks[0].length);
  const title = rest.trim().replace(CLOSING, '').trimEnd();
  if (!title) return undefined;
  const at = start + marks[0].length + rest.indexOf(title);
  return {
    start,
    end,
    level: marks[1]!.length,
    title,
    titled: { start: at, end: at + title.length },
  };
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
