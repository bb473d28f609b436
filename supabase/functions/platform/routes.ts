import { VersionQuery, VersionVerdict } from '../../../src/platform/versions/contract.ts';
import { checkVersion } from '../../../src/platform/versions/check-version.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { publicStack } from '../_shared/stacks/public.ts';

export function platformRoutes(app: App): void {
  route(app, publicStack, {
    id: 'checkVersion',
    method: 'get',
    path: '/version',
    summary: 'May this version of the app still run?',
    query: VersionQuery,
    response: VersionVerdict,
  }, checkVersion);
}
