'use strict';

/** The example of a dashboard that runs PKCE itself (claim.redirect=application), against the stand-in. */

const assert = require('node:assert/strict');
const { once } = require('node:events');
const { before, describe, it } = require('node:test');

const { actionSecrets } = require('../test-support/action-call');
const { INVITE_ID, inviteToken } = require('../test-support/invite-token');
const { API, Browser, running, transactionOf } = require('../test-support/standin-client');

const ACTION_FILE = require.resolve('../actions/post-login');
const NAMESPACE = 'https://missioncontrol.dev/';
const INVITEE = 'invitee@example.com';

let example;
let exampleServer;
before(async () => {
  example = await import('../examples/dashboard/login.mjs');
  ({ exampleServer } = await import('../examples/dashboard/serve.mjs'));
});

/** A dashboard on a port of its own, a tenant that knows it, and a tab of a browser. */
async function dashboard(t) {
  const settings = { domain: 'http://localhost', clientId: 'dashboard', audience: API, claimNamespace: NAMESPACE };
  const server = exampleServer(settings).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const redirectUri = `http://localhost:${server.address().port}/`;
  const standin = await running(t.after.bind(t), {
    clients: [{ client_id: 'dashboard', callbacks: [redirectUri] }],
    action: { file: ACTION_FILE, secrets: actionSecrets() },
  });
  settings.domain = standin.url;
  return { settings: { ...settings, redirectUri }, standin, browser: new Browser(standin), storage: new Storage() };
}

/** sessionStorage of a tab. */
class Storage {
  #items = new Map();

  getItem(name) {
    return this.#items.get(name) ?? null;
  }

  setItem(name, value) {
    this.#items.set(name, value);
  }

  removeItem(name) {
    this.#items.delete(name);
  }
}

/** Follows the address to the login page, logs in, and returns the parameters of the way back. */
async function logIn({ browser, settings }, address, email = INVITEE, verified = 'true') {
  const page = await browser.get(address);
  const answer = await browser.post('login', { transaction: transactionOf(await page.text()), email, email_verified: verified });
  const back = new URL(answer.headers.get('location'));
  assert.equal(back.origin + back.pathname, settings.redirectUri);
  return back.searchParams;
}

describe('a dashboard that runs PKCE itself', () => {
  it('takes the invitee from the link of claim-gateway to tokens, and later without a link', async (t) => {
    const tab = await dashboard(t);
    const { settings, storage } = tab;
    // What claim-gateway appends to claim.application-login-url.
    const link = new URL(`${settings.redirectUri}?invite_token=${inviteToken()}`);
    const address = await example.startLogin(settings, storage, link.searchParams.get('invite_token'));
    const { accessToken, scope, user } = await example.finishLogin(settings, storage, await logIn(tab, address));
    assert.ok(accessToken);
    assert.equal(scope, 'openid profile email create:invites read:invites');
    assert.equal(user.email, INVITEE);
    assert.equal(user[`${NAMESPACE}organization`], 'org-1');
    assert.equal(user[`${NAMESPACE}invite_id`], INVITE_ID);

    const again = await example.startLogin(settings, storage);
    assert.ok(!new URL(again).searchParams.has('invite_token'));
    const back = await tab.browser.get(again);
    const later = await example.finishLogin(settings, storage, new URL(back.headers.get('location')).searchParams);
    assert.equal(later.user.sub, user.sub);
  });

  it('sends a fresh state, nonce and challenge each time, and never the verifier', async (t) => {
    const { settings, storage } = await dashboard(t);
    const addresses = [];
    for (let each = 0; each < 3; each += 1) addresses.push(new URL(await example.startLogin(settings, storage, 'a.b.c')));
    for (const name of ['state', 'nonce', 'code_challenge']) {
      assert.equal(new Set(addresses.map(({ searchParams }) => searchParams.get(name))).size, 3);
    }
    const { searchParams } = addresses.at(-1);
    assert.equal(searchParams.get('prompt'), 'login');
    assert.ok(!addresses.at(-1).href.includes(JSON.parse(storage.getItem('login')).verifier));
  });

  for (const [what, token, email, verified, code] of [
    ['no invite', undefined, INVITEE, 'true', 'invite_required'],
    ['a token that was altered', `${inviteToken()}A`, INVITEE, 'true', 'invite_invalid'],
    ['another account', inviteToken(), 'other@example.com', 'true', 'invite_wrong_account'],
    ['an address that is not verified', inviteToken(), INVITEE, '', 'email_not_verified'],
  ]) {
    it(`shows the sentence of the refusal of ${what}`, async (t) => {
      const tab = await dashboard(t);
      const parameters = await logIn(tab, await example.startLogin(tab.settings, tab.storage, token), email, verified);
      await assert.rejects(example.finishLogin(tab.settings, tab.storage, parameters), (error) => {
        assert.equal(error.code, code);
        assert.match(error.message, /^[A-Z].+\.$/);
        return true;
      });
    });
  }

  it('refuses an answer that it did not ask for, a second one, and one of another tenant', async (t) => {
    const tab = await dashboard(t);
    const { settings, storage } = tab;
    const unknown = (parameters, changes = {}) => assert.rejects(
      example.finishLogin({ ...settings, ...changes }, storage, parameters), { code: 'login_unknown' });
    const link = () => example.startLogin(settings, storage, inviteToken());

    await unknown(new URLSearchParams({ code: 'foreign', state: 'foreign' }));
    await link();
    await unknown(new URLSearchParams({ code: 'foreign', state: 'foreign' }));
    const parameters = await logIn(tab, await link());
    await example.finishLogin(settings, storage, parameters);
    await unknown(parameters);
    const mixedUp = await logIn(tab, await link());
    mixedUp.set('iss', 'https://evil.example.com/');
    await unknown(mixedUp);
    const otherNonce = await logIn(tab, await link());
    storage.setItem('login', JSON.stringify({ ...JSON.parse(storage.getItem('login')), nonce: 'other' }));
    await unknown(otherNonce);
  });

  it('is served with a policy that lets it talk to its tenant only', async (t) => {
    const { settings, standin } = await dashboard(t);
    const page = await fetch(settings.redirectUri);
    assert.match(await page.text(), /<script type="module" src="page.mjs">/);
    assert.match(page.headers.get('content-security-policy'), /default-src 'none'; script-src 'self'; connect-src 'self' http:\/\/localhost/);
    assert.equal(page.headers.get('referrer-policy'), 'no-referrer');
    assert.equal((await fetch(`${settings.redirectUri}settings.json`)).status, 200);
    assert.equal((await fetch(`${settings.redirectUri}serve.mjs`)).status, 404);
    for (const [origin, allowed] of [[new URL(settings.redirectUri).origin, true], ['https://evil.example.com', false]]) {
      const response = await fetch(`${standin.url}oauth/token`, { method: 'POST', headers: { origin }, body: new URLSearchParams({ grant_type: 'authorization_code' }) });
      assert.equal(response.headers.get('access-control-allow-origin'), allowed ? origin : null);
    }
  });
});
