import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import {
  PutVersionInput,
  Version,
  VersionParams,
} from '../../../src/platform/versions/contract.ts';
import { listVersions } from '../../../src/platform/versions/list-versions.ts';
import { putVersion } from '../../../src/platform/versions/put-version.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { systemStack } from '../_shared/stacks/system.ts';
import { audited } from './audited.ts';

export function versionRoutes(app: App): void {
  route(app, systemStack, {
    id: 'listVersions',
    method: 'get',
    path: '/versions',
    summary: 'Releases of the app, the last to be listed first',
    query: PageQuery,
    response: pageOf(Version),
  }, listVersions);

  route(app, systemStack, {
    id: 'putVersion',
    method: 'put',
    path: '/versions/{app_version}',
    summary: 'List a release, or say from when on it may no longer run; again changes nothing',
    description: 'Apps learn it from `platform/version` at once.',
    params: VersionParams,
    body: PutVersionInput,
    response: Version,
    problems: ['version_exists', 'minimum_version_lowered'],
  }, audited('putVersion', putVersion, ({ app_version, body }) => ({ app_version, ...body })));
}
