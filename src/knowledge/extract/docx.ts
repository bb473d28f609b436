import { Buffer } from 'node:buffer';
import mammoth from 'mammoth';
import { DocumentFailure } from '../processing/failure.ts';
import { htmlToText } from './html.ts';
import { unzip } from './zip.ts';
import { zipStored } from './zip-stored.ts';

const MAIN_PART = 'word/document.xml';

/** The parts that hold or describe text; pictures and fonts stay packed. */
const isTextPart = (name: string) =>
  /^(\[Content_Types\]|_rels\/|word\/).*\.(xml|rels)$/.test(name);

/**
 * Reads the text of a Word file. The archive is unpacked here, within bounds, and handed on with
 * nothing left to inflate.
 * @throws DocumentFailure `wrong_type` for any other ZIP, `unreadable`, `archive_too_large`
 */
export async function docxToText(bytes: Uint8Array): Promise<string> {
  const parts = await unzip(bytes, isTextPart);
  if (!parts.has(MAIN_PART)) throw new DocumentFailure('wrong_type');
  try {
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(zipStored(parts)) }, {
      convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
      externalFileAccess: false,
    });
    return htmlToText(value);
  } catch (cause) {
    throw new DocumentFailure('unreadable', { cause });
  }
}
