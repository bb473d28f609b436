import type { Page } from './page.ts';
import { costPage } from './cost/cost-page.tsx';
import { homePage } from './home/home-page.tsx';
import { jobsPage } from './jobs/jobs-page.tsx';
import { mailPage } from './mail/mail-page.tsx';
import { mailingsPage } from './mailings/mailings-page.tsx';
import { matrixPage } from './matrix/matrix-page.tsx';
import { ownerPage } from './owner/owner-page.tsx';
import { peoplePage } from './people/people-page.tsx';
import { policiesPage } from './policies/policies-page.tsx';
import { requestsPage } from './requests/requests-page.tsx';
import { runAsPage } from './run-as/run-as-page.tsx';
import { storePage } from './store/store-page.tsx';
import { whyPage } from './why/why-page.tsx';

/** Every page, in the order of the navigation. */
export const pages: readonly Page[] = [
  homePage,
  matrixPage,
  whyPage,
  policiesPage,
  costPage,
  runAsPage,
  requestsPage,
  peoplePage,
  jobsPage,
  mailPage,
  storePage,
  mailingsPage,
  ownerPage,
];
