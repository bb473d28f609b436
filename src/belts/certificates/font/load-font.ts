/** What a page is drawn with. */
export interface Font {
  bytes: Uint8Array;
  /** Whether it has a character, by its code point. */
  has: (codePoint: number) => boolean;
}

let loaded: Promise<Font> | undefined;

/** Loads the font of certificates: once, and only where one is drawn, since it is large. */
export const loadFont = (): Promise<Font> => loaded ??= readFont();

async function readFont(): Promise<Font> {
  const { base64, characters } = await import('./roboto-slab.ts');
  const runs = characters.split(' ').map((run) => run.split('-').map(Number));
  return {
    bytes: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
    has: (codePoint) => runs.some(([first, last]) => first! <= codePoint && codePoint <= last!),
  };
}
