/**
 * Translates between what `storage-js` sends and expects and what the local Storage service takes
 * and gives. Uploads of a `Blob` come as a form whose file field has an empty name; signed URLs are
 * relative to `/storage/v1`.
 */
export async function adaptUpload(request: Request): Promise<Request> {
  const isForm = request.headers.get('content-type')?.startsWith('multipart/form-data');
  if (!isForm) return request;
  const form = await request.formData();
  const file = [...form.values()].find((value): value is File => typeof value !== 'string');
  if (!file) return new Request(request.url, { method: request.method, headers: request.headers });
  const headers = new Headers(request.headers);
  headers.set('content-type', file.type || 'application/octet-stream');
  headers.set('content-length', String(file.size));
  const seconds = form.get('cacheControl');
  if (typeof seconds === 'string') headers.set('cache-control', `max-age=${seconds}`);
  const metadata = form.get('metadata');
  if (typeof metadata === 'string') headers.set('x-metadata', btoa(metadata));
  return new Request(request.url, {
    method: request.method,
    headers,
    body: await file.arrayBuffer(),
  });
}

const SIGNING = /^\/storage\/v1\/object\/(upload\/)?sign\//;

export async function adaptSignedUrl(path: string, response: Response): Promise<Response> {
  if (!response.ok || !SIGNING.test(path) || !isJson(response)) return response;
  const body = await response.json() as unknown;
  const adapted = Array.isArray(body) ? body.map(withHostedKeys) : withHostedKeys(body);
  return Response.json(adapted, { status: response.status });
}

function withHostedKeys(entry: unknown): unknown {
  const { signedUrl, ...rest } = entry as { signedUrl?: string };
  if (signedUrl === undefined) return entry;
  const relative = signedUrl.replace('/storage/v1', '') || null;
  return { ...rest, signedURL: relative, url: relative };
}

const isJson = (response: Response) =>
  response.headers.get('content-type')?.includes('application/json');
