import { pageOf } from '../../../src/contract/page.ts';
import {
  PrivacyRequest,
  PrivacyRequestParams,
  PrivacyRequestsQuery,
  PrivacyRequestWithData,
  ShopPrivacyParams,
} from '../../../src/store/privacy/contract.ts';
import { listPrivacyRequests } from '../../../src/store/privacy/list-privacy-requests.ts';
import { readPrivacyRequest } from '../../../src/store/privacy/read-privacy-request.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function privacyRoutes(app: App): void {
  route(app, userStack, {
    id: 'listPrivacyRequests',
    method: 'get',
    path: '/shops/{shop_id}/privacy-requests',
    summary: 'What customers and the shop asked for by Shopify, newest first; for managers',
    params: ShopPrivacyParams,
    query: PrivacyRequestsQuery,
    response: pageOf(PrivacyRequest),
  }, listPrivacyRequests);

  route(app, userStack, {
    id: 'readPrivacyRequest',
    method: 'get',
    path: '/privacy-requests/{request_id}',
    summary: 'One such request, with what was gathered to be handed over; for managers',
    params: PrivacyRequestParams,
    response: PrivacyRequestWithData,
    noStore: true,
    problems: ['privacy_request_not_found'],
  }, readPrivacyRequest);
}
