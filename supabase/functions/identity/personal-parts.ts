import { academyPersonal } from '../../../src/academy/personal-data.ts';
import { agentPersonal } from '../../../src/agent/personal-data.ts';
import { beltsPersonal } from '../../../src/belts/personal-data.ts';
import { billingPersonal } from '../../../src/billing/personal-data.ts';
import { duesPersonal } from '../../../src/billing/dues/personal-data.ts';
import { communityPersonal } from '../../../src/community/personal-data.ts';
import type { PersonalPart } from '../../../src/db/declare/personal-part.ts';
import { identityPersonal } from '../../../src/identity/privacy/personal-data.ts';
import { queuePersonal } from '../../../src/jobs/personal-data.ts';
import { knowledgePersonal } from '../../../src/knowledge/personal-data.ts';
import { notificationsPart } from '../../../src/notifications/personal-data.ts';
import { ownerPersonal } from '../../../src/owner/personal-data.ts';
import { materialsPersonal } from '../../../src/materials/personal-data.ts';
import { storePersonal } from '../../../src/store/personal-data.ts';

/** What every feature has of a person; no feature knows of another, so they are put together here. */
export const personalParts: readonly PersonalPart[] = [
  identityPersonal,
  academyPersonal,
  beltsPersonal,
  duesPersonal,
  communityPersonal,
  materialsPersonal,
  knowledgePersonal,
  notificationsPart,
  ownerPersonal,
  storePersonal,
  billingPersonal,
  agentPersonal,
  queuePersonal,
];
