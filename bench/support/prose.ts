const SYLLABLES = [
  'ba',
  'ju',
  'ki',
  'mo',
  'ra',
  'shi',
  'te',
  'wa',
  'zu',
  'gu',
  'an',
  'el',
  'or',
  'ti',
];
const VOCABULARY = 20_000;

/** The word of a rank: commoner words are shorter. */
function word(rank: number): string {
  let letters = '';
  for (let rest = rank + 1; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    letters += SYLLABLES[rest % SYLLABLES.length];
  }
  return letters;
}

/**
 * About `length` characters that look like a text to an index: words by Zipf's law, in sentences,
 * paragraphs and sections with Markdown headings. Different every time.
 */
export function prose(length: number): string {
  // The inverse of Zipf's cumulative distribution with exponent 1, without the tables.
  const next = () => word(Math.floor(VOCABULARY ** Math.random()) - 1);
  let text = '';
  for (let sentence = 0; text.length < length; sentence++) {
    if (sentence % 60 === 0) text += `\n\n## ${next()} ${next()}\n\n`;
    else if (sentence % 6 === 0) text += '\n\n';
    const words = Array.from({ length: 8 + Math.floor(Math.random() * 14) }, next).join(' ');
    text += `${words.charAt(0).toUpperCase()}${words.slice(1)}. `;
  }
  return text.slice(0, length).trim();
}
