/** The language of a tag, without its region: `pt` of `pt-BR`. */
export const languageOf = (locale: string) => locale.split('-', 1)[0]!.toLowerCase();

/**
 * Chooses the language of a message: the customer's own, else one of the same language, that without a
 * region first, else the template's own.
 *
 * @param wanted as Shopify tells it: `pt-BR`, `pt_br`; null for who never said
 */
export function chooseLocale(
  wanted: string | null,
  { contents, default_locale }: { contents: Record<string, unknown>; default_locale: string },
): string {
  if (!wanted) return default_locale;
  const there = Object.keys(contents).sort();
  const same = wanted.replace('_', '-').toLowerCase();
  const language = languageOf(same);
  return there.find((locale) => locale.toLowerCase() === same) ??
    there.find((locale) => locale === language) ??
    // Of several regions of it the template's own one is the best guess.
    [default_locale, ...there].find((locale) => languageOf(locale) === language) ??
    default_locale;
}
