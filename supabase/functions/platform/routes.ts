import { VersionQuery, VersionVerdict } from '../../../src/platform/versions/contract.ts';
import { checkVersion } from '../../../src/platform/versions/check-version.ts';
import type { App } from '../_shared/http/app.ts';
import { publicRoute } from '../_shared/stacks/public-route.ts';

export function platformRoutes(app: App): void {
  publicRoute(app, {
    id: 'checkVersion',
    method: 'get',
    path: '/version',
    summary: 'May this version of the app still run?',
    query: VersionQuery,
    response: VersionVerdict,
  }, ({ db, query }) => checkVersion(db, query));
}
