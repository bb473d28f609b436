const ELLIPSIS = '…';

/** How many bytes a character has in JSON: those of UTF-8, or of its escape. */
const bytesOf = (character: string): number =>
  new TextEncoder().encode(JSON.stringify(character)).byteLength - 2;

/** Cuts a text off where it is longer than so many bytes of JSON, between two characters as read. */
export function fitting(text: string, most: number): string {
  const room = most - bytesOf(ELLIPSIS);
  let used = 0;
  let cut = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += bytesOf(segment);
    if (used > most) return text.slice(0, cut).trimEnd() + ELLIPSIS;
    if (used <= room) cut += segment.length;
  }
  return text;
}
