import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachmentTypes } from '../../db/schema/materials/attachments.ts';
import { downloadName } from './download-name.ts';
import { extensionsOf } from './file-kinds.ts';

describe('downloadName', () => {
  it.each([
    ['closed-guard.pdf', 'closed-guard.pdf'],
    ['Técnica da semana – 柔術.PDF', 'Técnica da semana – 柔術.pdf'],
    ['exam.pdf.exe', 'exam.pdf.exe.pdf'],
    ['../../etc/passwd', 'etc passwd.pdf'],
    ['..\\..\\autorun.inf', 'autorun.inf.pdf'],
    ['annexe\u202efdp.exe', 'annexe fdp.exe.pdf'],
    ['a"; filename="b.html', 'a filename= b.html.pdf'],
    ['a\r\nSet-Cookie: x=1.pdf', 'a Set-Cookie x=1.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['CON.pdf', 'file CON.pdf'],
    ['nul', 'file nul.pdf'],
    ['.pdf', 'pdf.pdf'],
    ['  .  ', 'file.pdf'],
    ['\u0000\u200b\ufeff', 'file.pdf'],
    ['%2e%2e%2fx.pdf', '2e 2e 2fx.pdf'],
    ['a.pdf. . .', 'a.pdf'],
  ])('makes %j a harmless %j', (name, made) => {
    expect(downloadName(name, 'application/pdf')).toBe(made);
  });

  it('keeps another extension that the type has', () => {
    expect(downloadName('me.JPEG', 'image/jpeg')).toBe('me.jpeg');
    expect(downloadName('me.png', 'image/jpeg')).toBe('me.png.jpg');
  });

  it('of any name is short, visible, in no folder, and says what the file is', () => {
    const names = fc.oneof(fc.string({ maxLength: 300, unit: 'binary' }), fc.string());
    fc.assert(fc.property(names, fc.constantFrom(...attachmentTypes.values), (name, type) => {
      const made = downloadName(name, type);
      expect(new TextEncoder().encode(made).length).toBeLessThanOrEqual(206);
      expect(made).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}/\\:*?"<>|%;]|^[. ]|\s\s/u);
      expect(extensionsOf(type)).toContain(made.split('.').at(-1));
      expect(made.length).toBeGreaterThan(4);
      // What is made of a name is a name already.
      expect(downloadName(made, type)).toBe(made);
    }));
  });
});
