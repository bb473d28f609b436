import { fetchOpenApi } from '../../gateway/openapi.ts';
import { withStack } from '../support/with-stack.ts';

const document = await withStack(({ status, localUrl }) =>
  fetchOpenApi(localUrl, status.functions, status.api_url)
);
console.log(JSON.stringify(document, null, 2));
