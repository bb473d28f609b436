import { createHash } from 'node:crypto';
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

  const { body } = file;
  const etag = `"${createHash('md5').update(body).digest('hex')}"`;
  const headers = { 'content-type': 'application/jsonl', 'accept-ranges': 'bytes', etag };
  const range = request.headers['if-range'] && request.headers['if-range'] !== etag
    ? null
    : RANGE.exec(request.headers.range ?? '');
  const from = range ? Number(range[1]) : 0;
  const to = range?.[2] ? Math.min(Number(range[2]), body.length - 1) : body.length - 1;
  if (from > to) {
    response.writeHead(416, { 'content-range': `bytes */${body.length}` });
    return void response.end();
  }
  const part = body.subarray(from, to + 1);
  response.writeHead(range ? 206 : 200, {
    ...headers,
    'content-length': part.length,
    ...(range ? { 'content-range': `bytes ${from}-${to}/${body.length}` } : {}),
  });
  if (!half) return void response.end(part);
  response.write(part.subarray(0, Math.floor(part.length / 2)), () => response.destroy());
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml; charset=UTF-8' });
  response.end(`<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code></Error>`);
}
