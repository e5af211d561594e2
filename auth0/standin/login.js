'use strict';

/** `/authorize` and the login form: from the request for a login to the code at the callback. */

const { randomUUID } = require('node:crypto');

const { ExpiringStore } = require('./expiring-store');
const { clientOf, faultOf, grantedScopes, words } = require('./authorize-request');
const { HttpRefusal, readFields, redirect, sendPage } = require('./http');
const { loginPage } = require('./pages');
const { SESSION_COOKIE, sessionCookie } = require('./session-cookie');

const TRANSACTION_LIFETIME_MS = 60 * 60 * 1000;
const EMAIL = /^[^\s@]+@[^\s@]+$/;
const MAX_EMAIL_LENGTH = 254;

class Login {
  #transactions = new ExpiringStore(TRANSACTION_LIFETIME_MS);
  #parts;

  /** `parts`: issuer, clients, apis, users, sessions, codes, action. */
  constructor(parts) {
    this.#parts = parts;
  }

  authorize = async (exchange) => {
    const { response, query, cookies } = exchange;
    const { clients, apis, users, sessions } = this.#parts;
    const client = clientOf(query, clients);
    const fault = faultOf(query, client, apis);
    if (fault) return returnToClient(response, query, fault);

    const prompts = words(query.prompt);
    const session = sessions.get(cookies[SESSION_COOKIE]);
    const user = session && users.find(session.userId);
    if (user && !prompts.includes('login')) {
      users.recordLogin(user.user_id);
      return this.#finish(exchange, { client, query }, { user, sid: session.sid });
    }
    if (prompts.includes('none')) {
      return returnToClient(response, query, { error: 'login_required', error_description: 'Login required' });
    }
    const transaction = this.#transactions.add({ client, query });
    return sendPage(response, 200, loginPage({ ...formOf(transaction, client, query), email: query.login_hint }));
  };

  submit = async (exchange) => {
    const { request, response } = exchange;
    const { transaction: id, ...fields } = await readFields(request);
    const transaction = this.#transactions.get(id);
    if (!transaction) throw new HttpRefusal(400, 'invalid_request', 'This login has ended; please start again');

    const { email, email_verified: box } = fields;
    const verified = box === 'true';
    if (!isEmail(email)) {
      const form = formOf(id, transaction.client, transaction.query);
      const typed = typeof email === 'string' ? email : '';
      return sendPage(response, 400, loginPage({ ...form, email: typed, verified, problem: 'Enter an e-mail address.' }));
    }
    // Gone before the Action runs: sending the form twice must not log in twice.
    this.#transactions.take(id);
    const { users, sessions } = this.#parts;
    const user = users.signIn(email, verified);
    const sid = randomUUID();
    const remember = () => ({ 'set-cookie': sessionCookie(sessions.add({ userId: user.user_id, sid })) });
    return this.#finish(exchange, { ...transaction, body: fields }, { user, sid, remember });
  };

  /** Runs the Action; a code for the callback when it agrees. `remember` starts the browser's session. */
  async #finish({ request, response }, transaction, { user, sid, remember }) {
    const { apis, users, codes, action } = this.#parts;
    const { client, query } = transaction;
    const outcome = await action.run(this.#eventOf(request, transaction, user), grantedScopes(query, apis));
    users.updateMetadata(user.user_id, outcome);
    if (outcome.denial !== undefined) {
      return returnToClient(response, query, { error: 'access_denied', error_description: outcome.denial });
    }
    const code = codes.add({
      clientId: client.client_id,
      redirectUri: query.redirect_uri,
      challenge: query.code_challenge,
      userId: user.user_id,
      audience: query.audience,
      nonce: query.nonce,
      sid,
      scopes: outcome.scopes,
      idClaims: outcome.idClaims,
      accessClaims: outcome.accessClaims,
    });
    return returnToClient(response, query, { code }, remember?.());
  }

  #eventOf(request, { client, query, body = {} }, user) {
    const { user_id, email, email_verified, app_metadata, user_metadata } = user;
    return {
      request: {
        query,
        body,
        ip: request.socket.remoteAddress,
        method: request.method,
        user_agent: request.headers['user-agent'],
        hostname: new URL(this.#parts.issuer).hostname,
      },
      user: { user_id, email, email_verified, app_metadata, user_metadata },
      client: { client_id: client.client_id, name: client.name, metadata: {} },
      connection: { id: 'con_standin', name: 'Username-Password-Authentication', strategy: 'auth0' },
      stats: { logins_count: user.logins_count },
      authorization: { roles: [] },
      transaction: {
        protocol: 'oidc-basic-profile',
        requested_scopes: words(query.scope),
        redirect_uri: query.redirect_uri,
        response_type: ['code'],
        state: query.state,
        prompt: words(query.prompt),
        login_hint: query.login_hint,
      },
    };
  }
}

function formOf(transaction, client, query) {
  return { transaction, application: client.name, signup: query.screen_hint === 'signup' };
}

function isEmail(value) {
  return typeof value === 'string' && value.length <= MAX_EMAIL_LENGTH && EMAIL.test(value.trim());
}

/** The callback was checked against the registered ones before this can be called. */
function returnToClient(response, { redirect_uri: redirectUri, state }, answer, headers) {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (typeof state === 'string') url.searchParams.set('state', state);
  // Spaces as %20: not every client reads the + of form encoding in a URL.
  url.search = url.search.replaceAll('+', '%20');
  redirect(response, url.href, headers);
}

module.exports = { Login };
