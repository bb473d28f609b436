// deno-lint-ignore tatame/layers -- a browser loads it as it is
import { texts } from './texts.js';

// The token is behind the # of the address, which no browser sends: it goes to the functions alone, and
// nothing happens before somebody presses a button.
const api = document.documentElement.dataset.api;
const at = (id) => document.getElementById(id);
const token = () => encodeURIComponent(location.hash.slice(1));
const own = navigator.language.toLowerCase().startsWith('pt') ? 'pt' : 'en';

let words = texts[own];
let known;

/** Asks the functions; undefined where the link leads to nobody. */
async function ask(method, body) {
  const answer = await fetch(`${api}/mailings/preferences/${token()}`, {
    method,
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    ...body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  });
  // Read in any case: a browser keeps a connection for an answer that nobody reads.
  const told = await answer.json();
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(String(answer.status));
  return told;
}

function show(preferences) {
  known = preferences;
  words = texts[preferences.language];
  document.documentElement.lang = preferences.language;
  document.title = words.title;
  at('title').textContent = words.title;
  at('about').textContent = words.about(preferences.gym_name, preferences.address);
  at('state').textContent = words[stateOf(preferences)];
  at('legend').textContent = words.legend;
  at('topics').replaceChildren(...preferences.topics.map(choice));
  at('save').textContent = words.save;
  at('all').textContent = preferences.unsubscribed ? words.resubscribe : words.unsubscribe;
  for (const id of ['about', 'state', 'all']) at(id).hidden = false;
  at('choices').hidden = preferences.unsubscribed;
}

const stateOf = ({ unsubscribed, undeliverable, agreed }) =>
  undeliverable
    ? 'undeliverable'
    : unsubscribed
    ? 'unsubscribed'
    : agreed
    ? 'subscribed'
    : 'notAgreed';

function choice({ topic, wanted }) {
  const box = document.createElement('input');
  Object.assign(box, { type: 'checkbox', name: topic, checked: wanted });
  const label = document.createElement('label');
  label.append(box, words.topics[topic] ?? topic);
  return label;
}

/** Does something that may fail, and says what came of it. */
async function say(work, done) {
  at('status').textContent = words.loading;
  for (const id of ['save', 'all']) at(id).disabled = true;
  try {
    const preferences = await work();
    if (preferences) show(preferences);
    at('status').textContent = preferences ? words[done] ?? '' : words.nobody;
  } catch {
    at('status').textContent = words.failed;
  }
  for (const id of ['save', 'all']) at(id).disabled = false;
}

const refused = () =>
  [...at('topics').querySelectorAll('input:not(:checked)')].map(({ name }) => name);

at('choices').addEventListener('submit', (event) => {
  event.preventDefault();
  // Whether they get any is the other button's: they may have unsubscribed since this was opened.
  say(() => ask('PUT', { refused: refused() }), 'saved');
});
at('all').addEventListener('click', () => {
  const keep = known.topics.filter(({ wanted }) => !wanted).map(({ topic }) => topic);
  say(() => ask('PUT', { unsubscribed: !known.unsubscribed, refused: keep }), 'saved');
});

const open = () => {
  for (const id of ['about', 'state', 'all', 'choices']) at(id).hidden = true;
  say(() => ask('GET'));
};
addEventListener('hashchange', open);
document.documentElement.lang = own;
at('title').textContent = words.title;
open();
