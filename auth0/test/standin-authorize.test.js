'use strict';

const assert = require('node:assert/strict');
const { describe, it } = require('node:test');

const {
  Browser, CALLBACK, actionOf, callbackOf, running, sharedStandin, transactionOf,
} = require('../test-support/standin-client');

const standin = sharedStandin();
const browser = () => new Browser(standin);

describe('/authorize', () => {
  it('shows a page, never a redirect, when the client or its callback is not known', async () => {
    for (const params of [
      { client_id: 'other' },
      { client_id: undefined },
      { redirect_uri: undefined },
      { redirect_uri: 'https://evil.example.com/' },
      { redirect_uri: `${CALLBACK}&more=1` },
      { redirect_uri: CALLBACK.toUpperCase() },
      { client_id: 'web', redirect_uri: 'https://app.example.com/other' },
      { redirect_uri: 'https://evil.example.com/', prompt: 'none' },
    ]) {
      const response = await browser().authorize(params);
      assert.equal(response.status, 403);
      assert.equal(response.headers.get('location'), null);
      assert.match(response.headers.get('content-type'), /^text\/html/);
    }
  });

  it('shows a page when client or callback is given twice', async () => {
    for (const name of ['client_id', 'redirect_uri']) {
      const query = `client_id=spa&redirect_uri=${encodeURIComponent(CALLBACK)}&response_type=code`;
      const response = await browser().get(`authorize?${query}&${name}=spa`);
      assert.equal(response.status, 403);
    }
  });

  for (const [what, params, error] of [
    ['another response_type', { response_type: 'token' }, 'unsupported_response_type'],
    ['no response_type', { response_type: undefined }, 'invalid_request'],
    ['another response_mode', { response_mode: 'form_post' }, 'invalid_request'],
    ['an API that is not known', { audience: 'https://other.example.com/' }, 'access_denied'],
    ['no PKCE for a public client', { code_challenge: undefined }, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['PKCE without its method', { code_challenge_method: undefined }, 'invalid_request'],
    ['a challenge that is no SHA-256', { code_challenge: 'short' }, 'invalid_request'],
    ['plain PKCE of a confidential client', { client_id: 'web', code_challenge_method: 'plain' }, 'invalid_request'],
  ]) {
    it(`tells the callback about ${what}`, async () => {
      const response = await browser().authorize(params);
      assert.equal(response.status, 302);
      const answer = callbackOf(response);
      assert.equal(answer.error, error);
      assert.equal(answer.state, 'state-1');
      assert.equal(answer.tab, '1');
      assert.ok(answer.error_description);
    });
  }

  it('tells the callback about a parameter that is given twice', async () => {
    const query = `client_id=spa&redirect_uri=${encodeURIComponent(CALLBACK)}&response_type=code&state=a&state=b`;
    const answer = callbackOf(await browser().get(`authorize?${query}`));
    assert.equal(answer.error, 'invalid_request');
    assert.equal(answer.state, undefined);
  });

  it('lets a confidential client go without PKCE', async () => {
    const response = await browser().authorize({ client_id: 'web', code_challenge: undefined, code_challenge_method: undefined });
    assert.equal(response.status, 200);
  });

  it('shows the login page with labels, the hint, a ticked box and strict headers', async () => {
    const response = await browser().authorize({ login_hint: 'a@example.com' });
    const page = await response.text();
    assert.equal(response.status, 200);
    assert.match(page, /<h1>Log in<\/h1>/);
    assert.match(page, /<html lang="en">/);
    assert.match(page, /<form method="post" action="\/login">/);
    assert.match(page, /<label for="email">/);
    assert.match(page, /<input type="email" id="email" name="email" value="a@example.com"/);
    assert.match(page, /<input type="checkbox" id="email_verified" name="email_verified" value="true" checked>/);
    assert.match(page, /<label for="email_verified">/);
    assert.doesNotMatch(page, /<script/);
    assert.match(response.headers.get('content-security-policy'), /default-src 'none'.*frame-ancestors 'none'/);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  });

  it('says sign up when asked to', async () => {
    assert.match(await (await browser().authorize({ screen_hint: 'signup' })).text(), /<h1>Sign up<\/h1>/);
  });

  it('escapes what comes from outside', async () => {
    const page = await (await browser().authorize({ login_hint: '"><script>alert(\'1\')</script>&' })).text();
    assert.doesNotMatch(page, /<script/);
    assert.match(page, /value="&quot;&gt;&lt;script&gt;alert\(&#39;1&#39;\)&lt;\/script&gt;&amp;"/);
    assert.match(page, /Dashboard &lt;One&gt;/);
  });
});

describe('the session of a browser', () => {
  it('goes on silently, and runs the Action again', async (t) => {
    const counted = await running(t.after.bind(t), actionOf(t.after.bind(t),
      'if (event.stats.logins_count > 1) api.access.deny(event.request.method + event.request.query.invite_token);'));
    const visitor = new Browser(counted);
    assert.ok(callbackOf(await visitor.login()).code);
    const answer = callbackOf(await visitor.authorize({ invite_token: 't' }));
    assert.equal(answer.error, 'access_denied');
    assert.equal(answer.error_description, 'GETt');
  });

  it('gives a code without a page', async () => {
    const visitor = browser();
    await visitor.login();
    assert.ok(callbackOf(await visitor.authorize()).code);
    assert.ok(callbackOf(await visitor.authorize({ prompt: 'none' })).code);
    assert.ok(callbackOf(await visitor.authorize({ client_id: 'web' })).code);
  });

  it('does not go on when prompt=login', async () => {
    const visitor = browser();
    await visitor.login();
    const response = await visitor.authorize({ prompt: 'login' });
    assert.equal(response.status, 200);
    assert.ok(transactionOf(await response.text()));
  });

  it('is required by prompt=none', async () => {
    const answer = callbackOf(await browser().authorize({ prompt: 'none' }));
    assert.equal(answer.error, 'login_required');
    assert.equal(answer.state, 'state-1');
  });

  it('does not start with a login that was denied', async (t) => {
    const denying = await running(t.after.bind(t), actionOf(t.after.bind(t), 'api.access.deny("no")'));
    const visitor = new Browser(denying);
    await visitor.login();
    assert.equal(callbackOf(await visitor.authorize({ prompt: 'none' })).error, 'login_required');
  });

  it('ends with the logout', async () => {
    const visitor = browser();
    await visitor.login();
    assert.equal((await visitor.get('v2/logout')).status, 200);
    assert.equal(callbackOf(await visitor.authorize({ prompt: 'none' })).error, 'login_required');
  });

  it('cannot be guessed or made up', async () => {
    const query = `client_id=spa&redirect_uri=${encodeURIComponent(CALLBACK)}&response_type=code&prompt=none`
      + `&code_challenge=${'a'.repeat(43)}&code_challenge_method=S256`;
    const response = await fetch(`${standin.url}authorize?${query}`, {
      redirect: 'manual', headers: { cookie: '__proto__=1; auth0_standin_session=constructor; =; x' },
    });
    assert.equal(callbackOf(response).error, 'login_required');
  });
});
