// A function for the tests of the stack: says what it was sent.
export default {
  fetch(request: Request): Response {
    const { pathname } = new URL(request.url);
    if (pathname === '/probe/openapi.json') return new Response(null, { status: 404 });
    return Response.json({ path: pathname, authorization: request.headers.get('authorization') });
  },
};
