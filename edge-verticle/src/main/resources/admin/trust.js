import { put } from './api.js';
import { facts, field, form, h, say } from './dom.js';
import { shown } from './step-up.js';

const NEEDS = [
  ['minAgeHours', 'Age of the account in hours', 0, 87600],
  ['minAgeHoursVerified', 'The same with a proven identity', 0, 87600],
  ['minPosts', 'Posts that are there', 0, 500],
  ['minLikes', 'Likes', 0, 10000],
  ['maxStrikes', 'Decisions against them, at most', 0, 100],
];
const ALLOWS = [
  ['threadsADay', 'Threads a day', 1, 10000],
  ['commentsADay', 'Comments a day', 1, 10000],
  ['postsAMinute', 'Posts a minute', 1, 1000],
  ['sameAnHour', 'The same text an hour', 1, 1000],
  ['links', 'Links in a post', 0, 1000],
  ['mentions', 'Mentions in a post', 0, 10],
];
const HOLDS = [
  ['PHONE', 'a phone number'],
  ['UPI_ID', 'an address for payments or of mail'],
  ['SHORT_LINK', 'a short link'],
  ['ADVANCE_PAYMENT', 'talk of paying first'],
  ['REPEATED', 'what three others posted'],
];

/** A rule for each level, from the newest to the trusted. */
export function trust(place, policy, mayChange) {
  const number = (rule, at) => ([name, label, min, max]) =>
    field(label, `${name}${at}`, { type: 'number', min, max, required: true, value: rule[name] });
  const level = (rule, at) => h('fieldset', { class: 'line' }, h('legend', {}, rule.level),
    at === 0 ? '' : NEEDS.map(number(rule, at)),
    ALLOWS.map(number(rule, at)),
    HOLDS.map(([value, label]) => h('label', { class: 'box' },
      h('input', { type: 'checkbox', name: `hold${at}`, value, checked: rule.hold.includes(value) }), `held for ${label}`)));
  const read = (values, all) => policy.rules.map((rule, at) => ({
    level: rule.level,
    ...Object.fromEntries([...NEEDS, ...ALLOWS].map(([name]) => [name, Number(values[`${name}${at}`] ?? rule[name])])),
    hold: all.getAll(`hold${at}`),
  }));
  const editor = form(policy.rules.map(level), 'Set the trust', async (values, all) => {
    const set = await shown(() => put('/v1/admin/policies/trust', { rules: read(values, all) }, policy.version));
    trust(place, set, mayChange);
    say('The policy is set, for what is posted from now on.');
  });
  editor.classList.add('lines');
  if (!mayChange) editor.querySelectorAll('input, button').forEach((control) => { control.disabled = true; });
  place.replaceChildren(facts([['Version', String(policy.version)]]), editor);
}
