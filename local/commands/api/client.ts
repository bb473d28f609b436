import { relative } from 'node:path';
import process from 'node:process';
import { writeClient } from '../../client/write-client.ts';
import { fetchOpenApi } from '../../gateway/openapi.ts';
import { PROJECT_ROOT } from '../../stack/settings/state.ts';
import { withStack } from '../support/with-stack.ts';

/** `npm run client`: a typed package of the API, in an ignored folder. */
const folder = `${PROJECT_ROOT}/build/client`;
const document = await withStack(({ status }) => fetchOpenApi(status.api_url, status.functions));
await writeClient(document, folder);
console.log(`Wrote @tatame/client to ${relative(process.cwd(), folder)}.`);
