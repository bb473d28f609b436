import { refuse } from '../../errors.ts';
import { drawable } from './drawable.ts';
import { type Font, loadFont } from './font/load-font.ts';
import type { CertificateFacts } from './facts.ts';
import { dayInWords, type Language, words } from './words.ts';

/** A4 across, in points. */
const WIDTH = 842;
const HEIGHT = 595;
const MARGIN = 72;
const INK = '#1f2430';

/** A line of a certificate: how large at most, and how far below the one before. */
type Line = readonly [text: string, size: number, below: number];

/**
 * Draws a certificate: one page, the same bytes for the same facts. A long name is written smaller, and
 * a very long one on several lines.
 * @throws `certificate_script` (conflict) where the font lacks letters of a name
 */
export async function drawCertificate(
  facts: CertificateFacts,
  language: Language,
): Promise<Uint8Array<ArrayBuffer>> {
  const [{ default: PDFDocument }, font] = await Promise.all([import('pdfkit'), loadFont()]);
  const said = words[language];
  const { gym, person, lines } = linesOf(facts, language, font);
  const page = new PDFDocument({
    size: [WIDTH, HEIGHT],
    margin: MARGIN,
    // Without one it looks for its own in a file.
    font: font.bytes as unknown as string,
    lang: language,
    displayTitle: true,
    info: {
      Title: `${said.title}: ${person}`,
      Author: gym,
      CreationDate: facts.created_at,
    },
  });
  const written = gather(page);
  page.rect(36, 36, WIDTH - 72, HEIGHT - 72).lineWidth(2).stroke(INK);
  page.rect(42, 42, WIDTH - 84, HEIGHT - 84).lineWidth(0.5).stroke(INK);
  page.fillColor(INK).y = MARGIN;
  for (const [text, size, below] of lines) {
    const room = WIDTH - 2 * MARGIN;
    page.fontSize(size);
    page.fontSize(Math.max(11, Math.min(size, size * room / page.widthOfString(text))));
    page.y += below;
    page.text(text, MARGIN, page.y, { width: room, align: 'center' });
  }
  page.end();
  return await written;
}

function linesOf(facts: CertificateFacts, language: Language, font: Font) {
  const drawn = (name: string | null) => {
    const text = drawable(name ?? '—', font.has);
    if (text === undefined) throw refuse('certificate_script');
    return text;
  };
  const said = words[language];
  const [gym, person] = [drawn(facts.gym), drawn(facts.person)];
  const rank = drawn(facts.rank) + (facts.degree > 0 ? `, ${said.degree(facts.degree)}` : '');
  const day = `${said.on} ${dayInWords(facts.awarded_on, language)}`;
  const lines: Line[] = [
    [gym, 22, 8],
    [said.title, 44, 16],
    [said.certifies, 14, 22],
    [person, 34, 8],
    [said.attained, 14, 14],
    [rank, 28, 8],
    [`${drawn(facts.modality)}, ${day}`, 14, 14],
    ...facts.awarded_by === null
      ? []
      : [[`${said.awardedBy} ${drawn(facts.awarded_by)}`, 16, 26] as const],
  ];
  return { gym, person, lines };
}

/** All that a document writes, when it has ended. */
function gather(page: PDFKit.PDFDocument): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  page.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    page.on('error', reject);
    page.on('end', () => {
      const whole = new Uint8Array(chunks.reduce((size, { length }) => size + length, 0));
      let at = 0;
      for (const chunk of chunks) {
        whole.set(chunk, at);
        at += chunk.length;
      }
      resolve(whole);
    });
  });
}
