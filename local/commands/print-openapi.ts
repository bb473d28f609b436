import { fetchOpenApi } from '../gateway/openapi.ts';
import { withStack } from './with-stack.ts';

const document = await withStack(({ status }) => fetchOpenApi(status.api_url, status.functions));
console.log(JSON.stringify(document, null, 2));
