import { stepUp, stepUpByPasskey } from './api.js';
import { button, field, form, h } from './dom.js';
import { canUsePasskeys } from './passkeys.js';

/** Does something; if the second factor has to be shown first, asks for it and does it then. */
export async function shown(work) {
  try {
    return await work();
  } catch (problem) {
    if (problem.code !== 'auth.step_up_required') throw problem;
    await ask();
    return work();
  }
}

function ask() {
  return new Promise((resolve, reject) => {
    const refused = h('p', { role: 'alert' });
    const close = () => dialog.close();
    const tell = (work) => async (values) => {
      refused.textContent = '';
      try {
        await work(values);
      } catch (error) {
        refused.textContent = error.message;
        return;
      }
      resolve();
      close();
    };
    const dialog = h('dialog', { 'aria-labelledby': 'step-up' },
      h('h2', { id: 'step-up' }, 'Show the second factor once more'),
      refused,
      form([field('Code of the authenticator app, or a recovery code', 'code',
        { autocomplete: 'one-time-code', maxlength: 40, required: true })], 'Show the code', tell(({ code }) => stepUp(code))),
      canUsePasskeys() ? button('Use a passkey', tell(stepUpByPasskey), 'plain') : '',
      button('Cancel', close, 'plain'));
    dialog.addEventListener('close', () => {
      dialog.remove();
      reject(new Error('Nothing was done: the second factor was not shown.'));
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
