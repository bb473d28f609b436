import { refuse } from '../../errors.ts';

export const fileTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  markdown: 'text/markdown',
  html: 'text/html',
  text: 'text/plain',
} as const;

export type FileType = typeof fileTypes[keyof typeof fileTypes];

const BY_EXTENSION: Record<string, FileType> = {
  pdf: fileTypes.pdf,
  docx: fileTypes.docx,
  md: fileTypes.markdown,
  markdown: fileTypes.markdown,
  html: fileTypes.html,
  htm: fileTypes.html,
  txt: fileTypes.text,
  text: fileTypes.text,
};

const ALIASES: Record<string, FileType> = {
  'application/xhtml+xml': fileTypes.html,
  'text/x-markdown': fileTypes.markdown,
};

/** What clients send when they do not know: curl, browsers, and forms that were never asked. */
const UNSPECIFIC = [
  '',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  'binary/octet-stream',
  fileTypes.text,
];

/**
 * Decides the MIME type of an upload: the one that is declared, or where that says nothing, the one
 * of the name's extension.
 * @throws `unsupported_file_type` (unsupported)
 */
export function fileTypeOf(filename: string, declared = ''): FileType {
  const mime = declared.split(';')[0]!.trim().toLowerCase();
  const extension = /\.([a-z0-9]+)$/i.exec(filename)?.[1]?.toLowerCase() ?? '';
  const known = ALIASES[mime] ?? Object.values(fileTypes).find((type) => type === mime);
  const type = UNSPECIFIC.includes(mime) ? BY_EXTENSION[extension] ?? known : known;
  if (type) return type;
  throw refuse('unsupported_file_type', { field: 'body.file_type' });
}
