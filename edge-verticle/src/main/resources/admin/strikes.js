import { put } from './api.js';
import { choice, facts, field, form, h, say } from './dom.js';
import { shown } from './step-up.js';

const GIVES = [['', 'none'], 'WARN', 'REMOVE', 'RESTRICT', 'SUSPEND'];
const FOLLOWS = [['', 'none'], 'RESTRICT', 'SUSPEND', 'BAN'];
const ACTIVITIES = [['CHAT', 'chat'], ['POST', 'the forum'], ['LIST', 'selling']];

const number = (label, name, most, value) => field(label, name, { type: 'number', min: 0, max: most, value: value ?? '' });

/** One rule a line, and one consequence; a line without an action is left out. */
export function strikes(place, policy, mayChange) {
  const rules = [...policy.rules, ...(mayChange ? [{}] : [])];
  const consequences = [...policy.consequences, ...(mayChange ? [{ activities: [] }] : [])];
  const rule = (given, at) => h('fieldset', { class: 'line' }, h('legend', {}, given.action ?? 'One more'),
    choice('Action', `rule${at}`, GIVES, given.action),
    number('Points', `points${at}`, 100, given.points),
    number('Days until it no longer counts', `decay${at}`, 3650, given.decayDays));
  const consequence = (given, at) => h('fieldset', { class: 'line' }, h('legend', {}, given.action ? `From ${given.points} points` : 'One more'),
    choice('Action', `follows${at}`, FOLLOWS, given.action),
    number('From points', `from${at}`, 1000, given.points),
    number('Days; 0 for good', `days${at}`, 365, given.days),
    ACTIVITIES.map(([value, label]) => h('label', { class: 'box' },
      h('input', { type: 'checkbox', name: `activities${at}`, value, checked: given.activities.includes(value) }), `keeps from ${label}`)));
  const read = (values, all) => ({
    rules: rules.map((_, at) => ({
      action: values[`rule${at}`], points: Number(values[`points${at}`]), decayDays: Number(values[`decay${at}`]),
    })).filter((one) => one.action),
    consequences: consequences.map((_, at) => ({
      action: values[`follows${at}`],
      points: Number(values[`from${at}`]),
      days: Number(values[`days${at}`]),
      activities: values[`follows${at}`] === 'RESTRICT' ? all.getAll(`activities${at}`) : [],
    })).filter((one) => one.action).sort((one, other) => one.points - other.points),
  });
  const editor = form([h('h3', {}, 'What decisions weigh'), rules.map(rule), h('h3', {}, 'What follows'), consequences.map(consequence)],
    'Set the strikes', async (values, all) => {
      const set = await shown(() => put('/v1/admin/policies/strikes', read(values, all), policy.version));
      strikes(place, set, mayChange);
      say('The policy is set, for decisions to come.');
    });
  editor.classList.add('lines');
  if (!mayChange) editor.querySelectorAll('input, select, button').forEach((control) => { control.disabled = true; });
  place.replaceChildren(facts([['Version', String(policy.version)]]), editor);
}
