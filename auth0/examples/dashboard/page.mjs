/** The page: starts a login, or ends the one that Auth0 sends back. */

import { LoginRefused, finishLogin, startLogin } from './login.mjs';

const status = document.querySelector('#status');
const button = document.querySelector('#login');

const settings = {
  ...await (await fetch('settings.json')).json(),
  redirectUri: location.origin + location.pathname,
};
const parameters = new URLSearchParams(location.search);
// Token and code leave the address bar, the history and the Referer before anything is loaded or shown.
history.replaceState(null, '', location.pathname);

button.addEventListener('click', () => login());

if (parameters.has('state')) await arrive();
else if (parameters.has('invite_token')) await login(parameters.get('invite_token'));
else button.hidden = false;

async function login(inviteToken) {
  location.assign(await startLogin(settings, sessionStorage, inviteToken));
}

async function arrive() {
  try {
    const { user } = await finishLogin(settings, sessionStorage, parameters);
    status.textContent = `Welcome to ${user[`${settings.claimNamespace}organization`]}, ${user.email}.`;
  } catch (error) {
    status.textContent = error instanceof LoginRefused ? error.message : 'Logging in did not work; please try again.';
    status.dataset.code = error.code ?? 'fault';
    button.hidden = false;
  }
}
