// A function for the tests of the stack: says what it was sent and where it runs.
export default {
  fetch(request: Request): Response {
    const { pathname } = new URL(request.url);
    return Response.json({ path: pathname, authorization: request.headers.get('authorization') });
  },
};
