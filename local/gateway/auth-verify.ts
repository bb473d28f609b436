/** The kinds of code that `verifyOtp({ type: 'email' })` stands for, as the hosted service takes it. */
const EMAIL_KINDS = ['magiclink', 'signup'];

/** Serves `POST /auth/v1/verify` through `send`, which knows each kind only by its own name. */
export async function verifyCode(
  request: Request,
  send: (request: Request) => Promise<Response>,
): Promise<Response> {
  const body = await request.clone().json().catch(() => undefined);
  if (body?.type !== 'email') return await send(request);
  let answer: Response | undefined;
  for (const type of EMAIL_KINDS) {
    const { url, method, headers } = request;
    const named = JSON.stringify({ ...body, type });
    answer = await send(new Request(url, { method, headers: withoutLength(headers), body: named }));
    if (answer.ok) return answer;
  }
  return answer!;
}

function withoutLength(headers: Headers): Headers {
  const copy = new Headers(headers);
  copy.delete('content-length');
  return copy;
}
