import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { attachmentTypes } from '../../db/schema/materials/attachments.ts';
import { attachmentTypeOf, extensionsOf, HEAD_BYTES } from './file-kinds.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const PNG = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\b\x06\0\0\0';
const box = (brand: string) => `\0\0\0\x20ftyp${brand}\0\0\x02\0`;

/** What begins each kind of file. */
const beginnings: Record<string, string[]> = {
  'image/png': [PNG],
  'image/jpeg': [
    '\xff\xd8\xff\xe0\0\x10JFIF\0',
    '\xff\xd8\xff\xe1\0\x10Exif\0',
    '\xff\xd8\xff\xdb',
  ],
  'image/webp': ['RIFF\x24\0\0\0WEBPVP8 ', 'RIFF\x24\0\0\0WEBPVP8L', 'RIFF\x24\0\0\0WEBPVP8X'],
  'image/gif': ['GIF87a\x01\0\x01\0', 'GIF89a\x01\0\x01\0'],
  'application/pdf': ['%PDF-1.4\n%\xe2\xe3', '%PDF-2.0\n'],
  'video/mp4': ['isom', 'mp42', 'iso5', 'avc1', 'M4V ', '3gp4'].map(box),
  'video/quicktime': [box('qt  ')],
};

/** What is none of them, by what somebody might take it for. */
const others: Record<string, string> = {
  'a page': '<!doctype html><script>alert(1)</script>',
  'a drawing': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  'a drawing that declares itself': '<?xml version="1.0"?><svg/>',
  'a script': '#!/bin/sh\nrm -rf /',
  'a program': 'MZ\x90\0\x03',
  'an archive': 'PK\x03\x04\x14\0',
  'words': 'Closed guard, week two.',
  'a picture of another kind': box('heic'),
  'a PDF behind a page': '<html>\n%PDF-1.7\n',
  'a PDF a little further in': `${' '.repeat(100)}%PDF-1.7\n`,
  'half a signature': '\x89PNG\r\n',
  'a riff of sound': 'RIFF\x24\0\0\0WAVEfmt ',
  'a picture that is a page': 'GIF89a/*<script>alert(1)</script>*/=1;',
  'a picture that is a PDF': `${PNG}%PDF-1.7\n`,
  'a photograph that is a drawing': '\xff\xd8\xff\xfe\0\x50<SVG onload=alert(1)>',
};

describe('attachmentTypeOf', () => {
  it('knows the beginning of every type that an attachment may have', () => {
    expect(Object.keys(beginnings)).toEqual(attachmentTypes.values);
    for (const [type, heads] of Object.entries(beginnings)) {
      for (const head of heads) {
        expect(attachmentTypeOf(bytes(head), ''), JSON.stringify(head)).toBe(type);
      }
    }
  });

  it.each(Object.entries(others))('refuses %s, whatever its sender says', (_, head) => {
    for (const said of ['', 'application/octet-stream', ...attachmentTypes.values, 'text/html']) {
      expect(() => attachmentTypeOf(bytes(head), said)).toThrow(
        expect.objectContaining({ code: 'unsupported_attachment_type' }),
      );
    }
  });

  it('refuses what is not what its type says', () => {
    for (const type of attachmentTypes.values) {
      for (const said of [...attachmentTypes.values, 'text/html', 'image/svg+xml', 'x']) {
        const tell = () => attachmentTypeOf(bytes(beginnings[type]![0]!), said);
        const near = [type, said].every((one) => one.startsWith('video/'));
        if (said === type || near) expect(tell()).toBe(type);
        else {
          expect(tell).toThrow(
            expect.objectContaining({
              code: 'attachment_type_wrong',
              field: 'header.content-type',
            }),
          );
        }
      }
    }
  });

  it('takes a type as it is written, with parameters and by other names', () => {
    expect(attachmentTypeOf(bytes('%PDF-1.4'), 'Application/PDF; charset=binary')).toBe(
      'application/pdf',
    );
    expect(attachmentTypeOf(bytes('\xff\xd8\xff\xe0'), 'image/jpg')).toBe('image/jpeg');
  });

  it('looks at no more than the beginning', () => {
    const picture = bytes(PNG.padEnd(HEAD_BYTES, '\0') + '<script>');
    expect(attachmentTypeOf(picture, '')).toBe('image/png');
  });
});

it('every type has an extension', () => {
  for (const type of attachmentTypes.values) expect(extensionsOf(type)[0]).toMatch(/^[a-z0-9]+$/);
});
