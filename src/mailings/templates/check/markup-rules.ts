const words = (text: string) => new Set(text.trim().split(/\s+/));

/**
 * What the markup of a mail may consist of: what mail programs show, and nothing that loads, runs, asks
 * or hides. The document around it, its head and its style are the sender's.
 */
export const ELEMENTS = words(`
  a abbr b blockquote br caption center code col colgroup div em font h1 h2 h3 h4 h5 h6 hr i img li
  ol p pre s small span strong sub sup table tbody td tfoot th thead tr u ul
`);

/** Those that have no content, and no end. */
export const VOID = words('br col hr img');

export const ATTRIBUTES = words(`
  align alt aria-hidden aria-label bgcolor border cellpadding cellspacing class color cols colspan dir
  face height href lang role rowspan size span src start style target title type valign width
`);

/** What holds an address. */
export const ADDRESSES = words('href src');

/** What a value may be printed into: words for people, and addresses. */
export const PRINTABLE = words('alt aria-label title href');

/** What a style must not do: load, or reach out of its element. */
export const BAD_STYLE = /url\s*\(|expression\s*\(|@|\\|javascript:|position\s*:|-moz-binding/i;
