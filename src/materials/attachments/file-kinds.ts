import type { ValueOf } from '../../db/declare/choice.ts';
import type { attachmentTypes } from '../../db/schema/materials/attachments.ts';
import { refuse } from '../../errors.ts';

export type AttachmentType = ValueOf<typeof attachmentTypes>;

/** How many of its first bytes say what a file is. */
export const HEAD_BYTES = 1024;

/** The brands of an MP4: ISO/IEC 14496-12 and -14, and what cameras and encoders write of their own. */
const MP4_BRAND = /^(isom|iso[2-9]|mp4[12]|avc1|hvc1|M4V |M4VH|M4VP|MSNV|dash|mmp4|3gp[4-9])$/;

interface Kind {
  type: AttachmentType;
  /** The first is what a file is saved with; the others may stay as they are. */
  extensions: readonly [string, ...string[]];
  /** Whether the first bytes, a character each, are of this kind. */
  begins(head: string): boolean;
}

const startsWith = (pattern: RegExp) => (head: string) => pattern.test(head);
/** ISO/IEC 14496-12: the file type box comes first, and its major brand says of which kind. */
const brandOf = (head: string) => /^\0\0[^][^]ftyp([^]{4})/.exec(head)?.[1] ?? '';

/**
 * What files may be. Each has its magic at the very beginning, the PDF too, which readers would accept
 * a kilobyte later: what begins as something else is that.
 */
const KINDS: readonly Kind[] = [
  {
    type: 'image/png',
    extensions: ['png'],
    begins: (head) => head.startsWith('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'),
  },
  {
    type: 'image/jpeg',
    extensions: ['jpg', 'jpeg'],
    begins: startsWith(/^\xff\xd8\xff[\xc0-\xfe]/),
  },
  { type: 'image/webp', extensions: ['webp'], begins: startsWith(/^RIFF[^]{4}WEBPVP8[ LX]/) },
  { type: 'image/gif', extensions: ['gif'], begins: startsWith(/^GIF8[79]a/) },
  { type: 'application/pdf', extensions: ['pdf'], begins: startsWith(/^%PDF-[12]\.[0-9]/) },
  {
    type: 'video/mp4',
    extensions: ['mp4', 'm4v'],
    begins: (head) => MP4_BRAND.test(brandOf(head)),
  },
  {
    type: 'video/quicktime',
    extensions: ['mov', 'qt'],
    begins: (head) => brandOf(head) === 'qt  ',
  },
];

/** What is also a page, or a PDF, to who looks for one a little further in: two things in one file. */
const OTHER_FACE = /%PDF-|<(!doctype|html|head|body|script|svg|iframe)/i;

/** What clients send when they do not know: curl, browsers, and forms that were never asked. */
const UNSPECIFIC = [
  '',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  'binary/octet-stream',
];

const ALIASES: Record<string, string> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'application/x-pdf': 'application/pdf',
  'video/x-m4v': 'video/mp4',
};

/**
 * Tells what a file is by its content; what its sender says may say nothing, and nothing else. Phones
 * mix the two containers of video up, which are nearly one.
 *
 * @param head its first bytes, `HEAD_BYTES` of them if it has so many
 * @throws `unsupported_attachment_type`, `attachment_type_wrong` (unsupported)
 */
export function attachmentTypeOf(head: Uint8Array, declared: string): AttachmentType {
  const text = Array.from(head.subarray(0, HEAD_BYTES), (byte) => String.fromCharCode(byte)).join(
    '',
  );
  const type = KINDS.find(({ begins }) => begins(text))?.type;
  const twoFaced = type?.startsWith('image/') && OTHER_FACE.test(text);
  if (!type || twoFaced) throw refuse('unsupported_attachment_type', { field: 'body' });
  const said = declared.split(';')[0]!.trim().toLowerCase();
  const meant = ALIASES[said] ?? said;
  const isVideo = type.startsWith('video/') && meant.startsWith('video/');
  if (UNSPECIFIC.includes(meant) || meant === type || isVideo) return type;
  throw refuse('attachment_type_wrong', {
    field: 'header.content-type',
    detail: `The content is ${type}, and not what its type says.`,
  });
}

/** The extensions that files of a type may have, the usual one first. */
export const extensionsOf = (type: AttachmentType) =>
  KINDS.find((kind) => kind.type === type)!.extensions;
