import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docx } from '../../../testkit/files/docx.ts';
import { type StepCounter, stepCounter } from '../../../testkit/steps.ts';
import { docxToText } from '../extract/word/docx.ts';
import { htmlToText } from '../extract/markup/html.ts';
import { normalise } from '../extract/normalise.ts';
import { pageText } from '../extract/pdf/pdf-text.ts';
import { highlightsOf } from '../search/highlights.ts';
import { chunk } from './chunk.ts';

const SOURCES = ['src/knowledge/', 'htmlparser2'];

/** How much is measured, and its double. */
const SIZE = 1_000;

/** Steps beyond those that grow with the input: what is done once. */
const SLACK = 1.15;

const paragraphs = (n: number, text = 'x') => docx(Array.from({ length: n }, () => ({ text })));
const runs = (n: number, eol: boolean) =>
  Array.from({ length: n }, (_, y) => ({ str: 'some wo-', hasEOL: eol, height: 11, y }));
const WORDS = 'Sentence number one says something. And another? ';

/** What each step is given, of a size. */
const STEPS: Record<string, Record<string, (size: number) => unknown>> = {
  'HTML to text': {
    'plausible text in one paragraph': (n) => htmlToText(`<p>${`${WORDS}<b>bold</b> `.repeat(n)}`),
    'a row of cells': (n) => htmlToText(`<table><tr>${'<td>x</td>'.repeat(n)}</tr></table>`),
    'cells without a row': (n) => htmlToText('<td>'.repeat(n)),
    'elements in elements': (n) => htmlToText('<div>'.repeat(n) + 'in'),
    'end tags that fit nothing': (n) => htmlToText('<b>'.repeat(n) + '</i>'.repeat(n)),
    'lists that are not closed': (n) => htmlToText('<ul><li>'.repeat(n)),
    'entities': (n) => htmlToText('&amp;&nbsp;'.repeat(n)),
    'preformatted text': (n) => htmlToText(`<pre>${'a <b>b</b>\n'.repeat(n)}`),
    'angle brackets': (n) => htmlToText('<'.repeat(n)),
    'comments that do not end': (n) => htmlToText('<!--'.repeat(n)),
    'attributes': (n) => htmlToText(`<p ${'a=b '.repeat(n)}>`),
  },
  'DOCX to text': {
    'paragraphs': (n) => docxToText(paragraphs(n)),
    'one long paragraph': (n) => docxToText(paragraphs(1, `${WORDS}</w:t><w:t>`.repeat(n))),
    'paragraphs in paragraphs': (n) => docxToText(paragraphs(1, '<w:p><w:r><w:t>x'.repeat(n))),
    'notes shown again and again': (n) =>
      docxToText(paragraphs(1, '<w:footnoteReference w:id="1"/>'.repeat(n))),
  },
  'PDF lines to text': {
    'lines': (n) => pageText(runs(n, true)),
    'one line': (n) => pageText(runs(n, false)),
  },
  'normalising': {
    'text': (n) => normalise(WORDS.repeat(n)),
    'marks on one character': (n) => normalise('a' + '\u0301\u0316'.repeat(n)),
    'marks on every character': (n) => normalise(`a${'\u0301\u0316'.repeat(15)}`.repeat(n / 10)),
    'line ends': (n) => normalise('\r\n\u2028'.repeat(n)),
  },
  'cutting': {
    'prose': (n) => [...chunk(`${WORDS.repeat(20)}\n\n`.repeat(n / 20))],
    'one sentence': (n) => [...chunk('word '.repeat(n * 5))],
    'one word': (n) => [...chunk('x'.repeat(n * 20))],
    'headings with a line each': (n) => [...chunk('# a\nb\n'.repeat(n))],
    'headings alone': (n) => [...chunk('# a\n'.repeat(n))],
    'titles of hashes': (n) => [...chunk(`# ${'# '.repeat(90)}x\n`.repeat(n / 10))],
    'blank lines': (n) => [...chunk('a' + '\n \n'.repeat(n) + 'b')],
    'spaces': (n) => [...chunk('a' + ' '.repeat(n * 10) + 'b')],
    'underlines': (n) => [...chunk('a\n===\n'.repeat(n))],
    'fences': (n) => [...chunk('```\na\n'.repeat(n))],
  },
  'highlights': {
    'marked words': (n) => highlightsOf('word '.repeat(n), '\u0001word\u0002 '.repeat(n)),
  },
};

let steps: StepCounter;
beforeAll(async () => {
  steps = await stepCounter(SOURCES);
});
afterAll(() => steps.end());

describe.each(Object.entries(STEPS))('%s takes twice the steps for twice', (_, inputs) => {
  it.each(Object.entries(inputs))('%s', async (_, work) => {
    // Once before: what is made on a first call is not counted.
    await work(SIZE);
    const once = await steps.count(() => work(SIZE));
    const twice = await steps.count(() => work(2 * SIZE));
    expect(once).toBeGreaterThan(SIZE);
    expect(twice / once).toBeLessThan(2 * SLACK);
  });
});
