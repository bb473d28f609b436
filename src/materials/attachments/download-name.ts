import { type AttachmentType, extensionsOf } from './file-kinds.ts';

/** Longest name that file systems take, in bytes, less what a browser appends: ` (1)`, `.part`. */
const MOST_BYTES = 200;

/**
 * What no name on a disk should have: control characters, marks that turn the direction of reading
 * around (`annexe\u202egpj.exe`), invisible ones, halves of a pair, and what a path, a shell or a
 * header reads as more than a letter.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\\/:*?"<>|%;]/gu;

/** Names that Windows keeps for devices, whatever follows the dot. */
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/**
 * Makes the name that a file is saved under of the one its sender gave it: harmless, not too long, and
 * with an extension of what it is, so that what is a picture opens as one.
 */
export function downloadName(name: string, type: AttachmentType): string {
  const [usual, ...others] = extensionsOf(type);
  const clean = name.normalize('NFC').replace(UNSAFE, ' ').replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const [, stem = clean, extension = usual] =
    new RegExp(`^(.*)\\.(${[usual, ...others].join('|')})$`, 'iu').exec(clean) ?? [];
  const whole = stem.replace(/[. ]+$/, '');
  const safe = whole === '' || DEVICE.test(whole) ? `file ${whole}`.trim() : whole;
  return `${cut(safe)}.${extension.toLowerCase()}`;
}

/** As many whole characters as fit. */
function cut(stem: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of stem) {
    bytes += new TextEncoder().encode(character).length;
    if (bytes > MOST_BYTES) break;
    kept += character;
  }
  return kept.replace(/[. ]+$/, '');
}
