import { z } from 'zod';
import { ChildParams } from '../../../src/identity/children/contract.ts';
import {
  Consent,
  ConsentParams,
  ConsentText,
  GiveConsentInput,
} from '../../../src/identity/consents/contract.ts';
import { giveConsent } from '../../../src/identity/consents/give-consent.ts';
import { listConsents } from '../../../src/identity/consents/list-consents.ts';
import { listConsentTexts } from '../../../src/identity/consents/list-consent-texts.ts';
import { withdrawConsent } from '../../../src/identity/consents/withdraw-consent.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { publicStack } from '../_shared/stacks/public.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function consentRoutes(app: App): void {
  route(app, publicStack, {
    id: 'listConsentTexts',
    method: 'get',
    path: '/consent-texts',
    summary: 'The texts that a guardian may be asked to agree to, word for word',
    response: z.object({ items: z.array(ConsentText) }),
  }, listConsentTexts);

  route(app, userStack, {
    id: 'listConsents',
    method: 'get',
    path: '/children/{user_id}/consents',
    summary: 'What was agreed to for a child, by whom and when; also what was withdrawn',
    params: ChildParams,
    response: z.object({ items: z.array(Consent) }),
  }, listConsents);

  route(app, userStack, {
    id: 'giveConsent',
    method: 'post',
    path: '/children/{user_id}/consents',
    summary: 'Agree to a text for a child; given twice it is one',
    params: ChildParams,
    body: GiveConsentInput,
    response: Consent,
    status: 201,
    problems: ['child_not_found', 'consent_text_unknown'],
  }, giveConsent);

  route(app, userStack, {
    id: 'withdrawConsent',
    method: 'delete',
    path: '/consents/{consent_id}',
    summary: 'Take back what I agreed to; nothing is erased by that',
    params: ConsentParams,
    problems: ['consent_not_found'],
  }, withdrawConsent);
}
