import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FakeShop } from '../shop.ts';

const RANGE = /^bytes=(\d+)-(\d*)$/;

/** Gives the file of a bulk operation as a store of files does: with ranges, until its URL ends. */
export function download(
  shop: FakeShop,
  key: string,
  request: IncomingMessage,
  response: ServerResponse,
  half: boolean,
): void {
  const file = shop.runs.find((run) => run.file?.key === key)?.file;
  if (!file) return refuse(response, 404, 'NoSuchKey');
  if (file.until <= shop.now()) return refuse(response, 400, 'ExpiredToken');

  const { etag, size } = file;
  const headers = { 'content-type': 'application/jsonl', 'accept-ranges': 'bytes', etag };
  const range = request.headers['if-range'] && request.headers['if-range'] !== etag
    ? null
    : RANGE.exec(request.headers.range ?? '');
  const from = range ? Number(range[1]) : 0;
  const to = range?.[2] ? Math.min(Number(range[2]), size - 1) : size - 1;
  if (from > to) {
    response.writeHead(416, { 'content-range': `bytes */${size}` });
    return void response.end();
  }
  response.writeHead(range ? 206 : 200, {
    ...headers,
    'content-length': to - from + 1,
    ...(range ? { 'content-range': `bytes ${from}-${to}/${size}` } : {}),
  });
  const middle = from + Math.floor((to - from) / 2);
  const part = file.read(from, half ? middle : to);
  part.on('error', () => response.destroy());
  if (half) part.on('end', () => setImmediate(() => response.destroy()));
  part.pipe(response, { end: !half });
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml; charset=UTF-8' });
  response.end(`<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code></Error>`);
}
