import { expect, it } from 'vitest';
import type { FilesReport } from '../../../src/legacy/files/copy-files.ts';
import { renderFiles } from './render-files.ts';

const FILES = 'https://files.example.com';
const reportOf = (more: Partial<FilesReport>): FilesReport => ({
  ...{ ok: true, dry: false, read: 9, not_here: 2, there: 4, copied: 3, bytes: 3 * 1024 ** 2 },
  origins: [{ origin: FILES, files: 3, bytes: 3 * 1024 ** 2, allowed: true }],
  ...{ refusals: [], ...more },
});

it('says what came', () => {
  const text = renderFiles(reportOf({}));
  expect(text).toContain('9 attachments there, 2 of them not here');
  expect(text).toContain('4 files are in Storage already, 3 came (3.0 MB)');
  expect(text).toContain('✓ All is well.');
});

it('says which origins are to be allowed', () => {
  const origins = [{ origin: FILES, files: 3, bytes: 1, allowed: false }];
  const text = renderFiles(reportOf({ ok: false, dry: true, origins }));
  expect(text).toContain(`${FILES}  3 files, 0.0 MB  not allowed`);
  expect(text).toContain('✗ 1 origins are to be allowed with --allow, or not.');
});

it('names what does not come', () => {
  const refusals = [4, 7].map((id) => ({
    ...{ table: 'attachments' as const, id, reason: 'answered', column: 'file_url' },
    detail: '404',
  }));
  const text = renderFiles(reportOf({ ok: false, refusals }));
  expect(text).toContain('attachments file_url answered: 4 (404), 7 (404)');
  expect(text).toContain('✗ 2 files do not come.');
});
