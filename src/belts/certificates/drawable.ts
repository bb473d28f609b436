/** Letters, the marks on them, and numbers: what a name is made of. */
const OF_A_NAME = /[\p{L}\p{M}\p{N}]/u;
/** Marks that only steer how a pictogram looks. */
const OF_A_PICTOGRAM = /[\uFE00-\uFE0F\u20E3]/gu;

/**
 * Makes of a name what a font can draw: composed letters, and without what is no letter and cannot be
 * drawn, such as a pictogram.
 *
 * @param has whether the font has a character, by its code point
 * @returns undefined where a letter is missing: half a name is nobody's
 */
export function drawable(name: string, has: (codePoint: number) => boolean): string | undefined {
  const characters = [...name.normalize('NFC').replaceAll(OF_A_PICTOGRAM, '')];
  const canDraw = (character: string) => has(character.codePointAt(0)!);
  if (characters.some((one) => OF_A_NAME.test(one) && !canDraw(one))) return undefined;
  const drawn = characters.filter((one) => /\s/.test(one) || canDraw(one)).join('')
    .replaceAll(/\s+/g, ' ').trim();
  return drawn === '' ? undefined : drawn;
}
