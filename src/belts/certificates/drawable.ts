/** The letters a font has: by `characterSet`, once for each font. */
export type Letters = ReadonlySet<number>;

const has = (letters: Letters, character: string) => letters.has(character.codePointAt(0)!);

/**
 * Makes of a name what a font can draw: composed letters where the font has them, and without what is no
 * letter and cannot be drawn, such as a pictogram.
 *
 * @returns undefined where a letter is missing: half a name is nobody's
 */
export function drawable(name: string, letters: Letters): string | undefined {
  const characters = [...name.normalize('NFC')];
  if (characters.some((one) => /[\p{L}\p{M}\p{N}]/u.test(one) && !has(letters, one))) {
    // A mark that only steers how a pictogram looks is no part of a name.
    const rest = characters.filter((one) => !/[\uFE00-\uFE0F\u20E3]/u.test(one));
    if (rest.length < characters.length) return drawable(rest.join(''), letters);
    return undefined;
  }
  const drawn = characters.filter((one) => has(letters, one)).join('').replaceAll(/\s+/g, ' ').trim();
  return drawn === '' ? undefined : drawn;
}
