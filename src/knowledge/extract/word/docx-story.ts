import { headingLevel, type ParagraphStyle, type ParagraphStyles } from './docx-styles.ts';
import { readMarkup } from '../markup/markup.ts';
import { TextWriter } from '../markup/text-writer.ts';
import { wordNames } from './word-names.ts';

type NoteKind = 'footnote' | 'endnote';

/** What is not in the text: deletions, and the newer form of what `mc:Fallback` has as well. */
const SKIPPED = new Set(['del', 'moveFrom']);
const NEWER_FORM = 'mc:Choice';

interface Paragraph extends ParagraphStyle {
  /** Its first text was written. */
  begun: boolean;
}

/**
 * Writes the text of one story of a Word file: its body, or a note.
 *
 * @returns the notes that it shows, each once, in their order; undefined for what is no Word document
 */
export function readStory(
  xml: string,
  styles: ParagraphStyles,
  writer: TextWriter,
): [NoteKind, string][] | undefined {
  const notes = new Map<string, [NoteKind, string]>();
  let body = false;
  readParagraphs(xml, styles, {
    writer: () => writer,
    open(local, value) {
      body ||= local === 'body';
      const kind = local === 'footnoteReference' ? 'footnote' : 'endnote';
      if (local !== `${kind}Reference`) return;
      notes.set(kind + value('id'), [kind, value('id')]);
      return `[${value('id')}]`;
    },
  });
  return body ? [...notes.values()] : undefined;
}

/** The texts of footnotes or endnotes, by their ids, each in one line. */
export function readNotes(
  xml: string,
  kind: NoteKind,
  styles: ParagraphStyles,
): Map<string, string> {
  const notes = new Map<string, string>();
  let writer = new TextWriter();
  let open: string | undefined;
  const finish = () => {
    if (open !== undefined) notes.set(open, writer.finish().replace(/\s+/g, ' '));
    writer = new TextWriter();
  };
  readParagraphs(xml, styles, {
    writer: () => writer,
    open(local, value) {
      if (local !== kind) return;
      finish();
      open = value('id');
    },
  });
  finish();
  return notes;
}

interface Events {
  writer(): TextWriter;
  /** Answers the text that an element stands for, if it does. */
  open(local: string, value: (attribute: string) => string): string | void;
}

function readParagraphs(xml: string, styles: ParagraphStyles, { writer, open }: Events): void {
  const named = wordNames();
  /** A text box has paragraphs of its own inside one. */
  const paragraphs: Paragraph[] = [];
  let skipped = 0;
  let inText = false;
  let lastListed = false;

  const write = (text: string) => {
    const paragraph = paragraphs.at(-1);
    if (!paragraph || skipped) return;
    if (!paragraph.begun) begin(paragraph);
    writer().write(text);
  };
  const begin = (paragraph: Paragraph) => {
    const { level, listed } = paragraph;
    paragraph.begun = true;
    if (listed && lastListed) writer().endLine();
    else writer().endBlock();
    lastListed = listed && !level;
    if (level) writer().mark(`${'#'.repeat(level)} `);
    else if (listed) writer().mark('- ');
  };
  const skips = (name: string, local: string | undefined) =>
    name === NEWER_FORM || (local !== undefined && SKIPPED.has(local));

  readMarkup(xml, {
    open(name, attributes) {
      const { local, value } = named(name, attributes);
      if (skips(name, local)) skipped++;
      if (local === undefined || skipped) return;
      const shown = open(local, value);
      if (shown) write(shown);
      const paragraph = paragraphs.at(-1);
      if (local === 'p') paragraphs.push({ level: 0, listed: false, begun: false });
      else if (local === 't') inText = true;
      else if (local === 'tab') write(' ');
      else if (local === 'noBreakHyphen') write('\u2011');
      else if (local === 'br' || local === 'cr') writer().endLine();
      else if (paragraph && local === 'pStyle') {
        const id = value('val');
        Object.assign(paragraph, styles.get(id) ?? { level: headingLevel(id) });
      } else if (paragraph && local === 'numId') paragraph.listed = value('val') !== '0';
    },
    text: (text) => void (inText && write(text)),
    close(name) {
      const { local } = named(name);
      if (skips(name, local)) skipped--;
      if (local === 't') inText = false;
      if (local !== 'p' || skipped) return;
      if (paragraphs.pop()?.begun) writer().endLine();
    },
  }, true);
}
