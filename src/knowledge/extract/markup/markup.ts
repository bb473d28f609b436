import { Tokenizer } from 'htmlparser2';

/**
 * What is told of a markup, in its order. Only what was opened is closed; void elements and those that
 * the end of the markup cuts off are not.
 */
export interface MarkupReader {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
}

/** Names and decoded values; of HTML nobody asks for any. */
export type Attributes = Readonly<Record<string, string>>;

const VOID = new Set(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'
    .split(' '),
);

/**
 * Reads HTML or XML, well-formed or not. Linear in the input: htmlparser2's tokenizer is, but its
 * parser looks through all open elements at every end tag, and here each is counted by its name and
 * closed once.
 */
export function readMarkup(markup: string, reader: MarkupReader, xml = false): void {
  const nameOf = (start: number, end: number) => {
    const name = markup.slice(start, end);
    return xml ? name : name.toLowerCase();
  };
  const elements = openElements(reader);
  let name = '';
  let attributes: Record<string, string> = {};
  let attribute = '';
  let value: string[] = [];

  const opened = (closed: boolean) => {
    // A page may leave its head open; what is dropped with it ends here.
    if (name === 'body' && !xml) elements.close('head');
    reader.open(name, attributes);
    if (!xml && VOID.has(name)) return;
    elements.push(name);
    if (closed) elements.close(name);
  };

  const tokenizer = new Tokenizer({ xmlMode: xml, decodeEntities: true }, {
    onopentagname(start, end) {
      name = nameOf(start, end);
      attributes = {};
    },
    onattribname(start, end) {
      attribute = xml ? markup.slice(start, end) : '';
      value = [];
    },
    onattribdata: (start, end) => void (attribute && value.push(markup.slice(start, end))),
    onattribentity: (point) => void (attribute && value.push(String.fromCodePoint(point))),
    onattribend() {
      if (attribute) attributes[attribute] = value.join('');
    },
    onopentagend: () => opened(false),
    // In HTML only drawings and formulas end like that.
    onselfclosingtag: () => opened(xml || name === 'svg' || name === 'math'),
    onclosetag: (start, end) => elements.close(nameOf(start, end)),
    ontext: (start, end) => reader.text(markup.slice(start, end)),
    ontextentity: (point) => reader.text(String.fromCodePoint(point)),
    oncdata: (start, end, cut) => void (xml && reader.text(markup.slice(start, end - cut))),
    oncomment() {},
    ondeclaration() {},
    onprocessinginstruction() {},
    onend() {},
  });
  tokenizer.write(markup);
  tokenizer.end();
}

/** The elements that are open, which an end tag closes down to its own, if there is one. */
function openElements(reader: Pick<MarkupReader, 'close'>) {
  const stack: string[] = [];
  const counts = new Map<string, number>();
  const change = (name: string, by: number) => counts.set(name, (counts.get(name) ?? 0) + by);
  return {
    push(name: string) {
      stack.push(name);
      change(name, 1);
    },
    close(name: string) {
      if (!counts.get(name)) return;
      const closeLast = () => {
        const last = stack.pop()!;
        change(last, -1);
        reader.close(last);
        return last;
      };
      while (closeLast() !== name);
    },
  };
}
