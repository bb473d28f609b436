import type { FilesReport } from '../../../src/legacy/files/copy-files.ts';
import { refusalLines } from '../render-report.ts';

const megabytes = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(1)} MB`;

/** The report of a copy as lines for a terminal. */
export function renderFiles(report: FilesReport): string {
  const { ok, dry, read, not_here, there, copied, bytes, origins, refusals } = report;
  const lines = [
    `${read} attachments there, ${not_here} of them not here; ${there} files are in Storage already, ` +
    `${copied} ${dry ? 'are to come' : 'came'} (${megabytes(bytes)})`,
    ...origins.map(({ origin, files, bytes, allowed }) =>
      `${origin}  ${files} files, ${megabytes(bytes)}${allowed ? '' : '  not allowed'}`
    ),
    ...refusalLines(refusals),
  ];
  return [...lines, '', ok ? '✓ All is well.' : `✗ ${conclusion(report)}`].join('\n');
}

function conclusion({ refusals, origins }: FilesReport): string {
  const elsewhere = origins.filter(({ allowed }) => !allowed).length;
  return [
    ...refusals.length > 0 ? [`${refusals.length} files do not come.`] : [],
    ...elsewhere > 0 ? [`${elsewhere} origins are to be allowed with --allow, or not.`] : [],
  ].join(' ');
}
