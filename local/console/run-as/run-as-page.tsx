import { type Page, type View } from '../page.ts';
import { Notice } from '../parts/notice.tsx';
import { ApiResult } from './api-result.tsx';
import { type ApiCall, type Method, METHODS, runDataApi } from './run-data-api.ts';
import { refusalWords } from './refusal.ts';
import { RunForm } from './run-form.tsx';
import { type Permission, runSql } from './run-sql.ts';
import { SqlResult } from './sql-result.tsx';

/** A statement or a call of the Data API as anybody, which leaves nothing behind unless told to. */
export const runAsPage: Page = {
  path: '/run-as',
  title: 'Run as',
  about: 'One statement, or one call of the Data API, as any person: read-only and rolled back ' +
    'unless this one run is allowed more.',
  asPerson: true,
  async render(view) {
    const api = readCall(view);
    const sql = String(view.form?.get('sql') ?? view.query.get('sql') ?? '');
    const runsApi = view.form?.get('what') === 'api';
    const result = !view.form
      ? undefined
      : isKeptAgain(view, view.form)
      ? (
        <Notice kind='fault' title='Not run again'>
          This run was to be kept, and it was sent before: a reload does not keep it twice.
        </Notice>
      )
      : runsApi
      ? await callApi(view, api, permissionOf(view.form))
      : await runStatement(view, sql, permissionOf(view.form));
    return (
      <>
        {result}
        <div class='choices wide'>
          <RunForm view={view} what='sql' title='SQL' written={wantsToWrite(view, 'sql')}>
            <label for='sql'>Statement</label>
            <textarea id='sql' name='sql' rows={8} spellcheck={false} required>
              {sql || 'select * from gyms'}
            </textarea>
          </RunForm>
          <RunForm view={view} what='api' title='Data API' written={wantsToWrite(view, 'api')}>
            <div class='line'>
              <label for='method'>Method</label>
              <select id='method' name='method'>
                {METHODS.map((method) => <option selected={method === api.method}>{method}
                </option>)}
              </select>
              <label for='path'>/rest/v1/</label>
              <input id='path' name='path' value={api.path} required autocomplete='off' />
            </div>
            <label for='body'>Body</label>
            <textarea id='body' name='body' rows={4} spellcheck={false}>{api.body}</textarea>
          </RunForm>
        </div>
      </>
    );
  },
};

const permissionOf = (form: FormData): Permission => ({
  write: form.has('write'),
  commit: form.has('commit'),
});

const isKeptAgain = ({ workbench }: View, form: FormData): boolean =>
  form.has('commit') && !workbench.kept.take(String(form.get('form')));

/** Writing stays switched on for the next run; keeping never does. */
const wantsToWrite = ({ form }: View, what: string): boolean =>
  form?.get('what') === what && form.has('write');

function readCall({ form }: View): ApiCall {
  const method = String(form?.get('method') ?? 'GET') as Method;
  return {
    method: METHODS.includes(method) ? method : 'GET',
    path: String(form?.get('path') ?? 'gyms?select=*'),
    body: String(form?.get('body') ?? ''),
  };
}

async function runStatement(view: View, text: string, permission: Permission) {
  try {
    const ran = await view.workbench.doors.onceAsPerson(
      view.person,
      (db) => runSql(db, text, permission),
    );
    return <SqlResult person={view.person} ran={ran} />;
  } catch (error) {
    const { code, message, meaning } = refusalWords(error);
    return <Notice kind='fault' title={`Refused: ${code} ${message}`}>{meaning}</Notice>;
  }
}

async function callApi(view: View, call: ApiCall, permission: Permission) {
  const answer = await runDataApi(call, view.person, view.workbench, permission);
  if ('fault' in answer) return <Notice kind='fault' title='Not called'>{answer.fault}</Notice>;
  return <ApiResult person={view.person} answer={answer} />;
}
