// Translates between what `storage-js` sends and expects and what the local Storage service takes and
// gives.

/** `storage-js` sends a `Blob` as a form, its file in a field without a name. */
async function adaptUpload(request: Request): Promise<Request> {
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
const READING = /^\/storage\/v1\/object\/(sign|public|authenticated)\//;
const TELLING = /^\/storage\/v1\/object\/info\//;
const LISTING = /^\/storage\/v1\/object\/list\//;

/** Serves a Storage request through `send`, with the answer in the hosted service's form. */
export async function bridgeStorage(
  request: Request,
  send: (request: Request) => Promise<Response>,
): Promise<Response> {
  const { pathname: path, searchParams } = new URL(request.url);
  const isCall = request.method === 'POST';
  const name = searchParams.get('download');
  if (request.method === 'GET' && READING.test(path)) {
    const response = await send(request);
    // It answers so to a signature that it cannot verify, and to one that has expired.
    if (response.status === 500 && searchParams.has('token')) return invalidToken();
    return name === null ? response : toBeSaved(response, name);
  }
  if (request.method === 'GET' && TELLING.test(path)) {
    return await mapJson(await send(request), toHostedInfo);
  }
  if (isCall && SIGNING.test(path)) return await mapJson(await send(request), toHostedUrls);
  if (!isCall || !LISTING.test(path)) return await send(await adaptUpload(request));
  const { prefix = '' } = await request.clone().json() as { prefix?: string };
  return await mapJson(await send(request), (entries) => listFolder(entries as Entry[], prefix));
}

const invalidToken = () =>
  Response.json(
    { statusCode: '400', error: 'InvalidJWT', message: 'The signature is not valid, or no longer' },
    { status: 400 },
  );

/** The same answer, as a browser saves it and does not show it: what the hosted service says then. */
function toBeSaved(response: Response, name: string): Response {
  if (!response.ok) return response;
  const headers = new Headers(response.headers);
  const encoded = encodeURIComponent(name);
  headers.set(
    'content-disposition',
    name ? `attachment; filename=${encoded}; filename*=UTF-8''${encoded};` : 'attachment',
  );
  return new Response(response.body, { status: response.status, headers });
}

async function mapJson(response: Response, change: (body: unknown) => unknown): Promise<Response> {
  if (!response.ok) return response;
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  const body = JSON.stringify(change(await response.json()));
  return new Response(body, { status: response.status, headers });
}

function toHostedUrls(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(toHostedUrls);
  const { signedUrl, ...rest } = body as { signedUrl?: string };
  const relative = signedUrl?.replace('/storage/v1', '') || null;
  return { ...rest, signedURL: relative, url: relative };
}

function toHostedInfo(body: unknown): unknown {
  const { httpMetadata = {}, ...object } = body as Record<string, Record<string, unknown>>;
  const { id, name, version, bucket_id, user_metadata, created_at } = object;
  return {
    ...{ id, name, version, bucket_id, created_at },
    size: httpMetadata.size,
    content_type: httpMetadata.mimetype,
    cache_control: httpMetadata.cacheControl,
    etag: httpMetadata.eTag,
    last_modified: httpMetadata.lastModified,
    metadata: user_metadata,
  };
}

interface Entry {
  name: string;
  [field: string]: unknown;
}

/** The hosted service lists one folder at a time, with names relative to it and folders without id. */
function listFolder(entries: Entry[], prefix: string): Entry[] {
  const folder = prefix && !prefix.endsWith('/') ? `${prefix}/` : prefix;
  const listed = new Map<string, Entry>();
  for (const entry of entries.filter(({ name }) => name.startsWith(folder))) {
    const [name = '', ...below] = entry.name.slice(folder.length).split('/');
    listed.set(name, below.length > 0 ? { name, id: null, metadata: null } : { ...entry, name });
  }
  return [...listed.values()];
}
