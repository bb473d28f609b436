import { DocumentFailure } from '../processing/failure.ts';
import { type FileType, fileTypes } from '../files/file-types.ts';

type Content = 'pdf' | 'zip' | 'text' | 'binary';

const CONTENT: Record<FileType, Content> = {
  [fileTypes.pdf]: 'pdf',
  [fileTypes.docx]: 'zip',
  [fileTypes.markdown]: 'text',
  [fileTypes.html]: 'text',
  [fileTypes.text]: 'text',
};

/**
 * Tells what the first bytes say a file is. Readers accept `%PDF-` anywhere in the first kilobyte.
 */
export function sniff(bytes: Uint8Array): Content {
  const head = Array.from(bytes.subarray(0, 1024), (byte) => String.fromCharCode(byte)).join('');
  if (head.includes('%PDF-')) return 'pdf';
  if (head.startsWith('PK\x03\x04')) return 'zip';
  if (head.startsWith('\xff\xfe') || head.startsWith('\xfe\xff')) return 'text';
  return head.includes('\0') ? 'binary' : 'text';
}

/**
 * Compares a file's content with its type.
 * @throws DocumentFailure `file_empty`, or `wrong_type` for a file that is not what it says
 */
export function assertContent(bytes: Uint8Array, type: FileType): void {
  if (bytes.length === 0) throw new DocumentFailure('file_empty');
  if (sniff(bytes) !== CONTENT[type]) throw new DocumentFailure('wrong_type');
}
