'use strict';

/** Discovery, keys, user info and logout. */

const { HttpRefusal, redirect, sendJson, sendPage } = require('./http');
const { loggedOutPage } = require('./pages');
const { SESSION_COOKIE, expiredSessionCookie } = require('./session-cookie');
const { profile } = require('./tokens');

class OpenId {
  #parts;

  /** `parts`: issuer, clients, users, sessions, tokens. */
  constructor(parts) {
    this.#parts = parts;
  }

  configuration = ({ response }) => {
    const { issuer } = this.#parts;
    sendJson(response, 200, {
      issuer,
      authorization_endpoint: `${issuer}authorize`,
      token_endpoint: `${issuer}oauth/token`,
      userinfo_endpoint: `${issuer}userinfo`,
      jwks_uri: `${issuer}.well-known/jwks.json`,
      end_session_endpoint: `${issuer}v2/logout`,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'client_credentials'],
      subject_types_supported: ['public'],
      scopes_supported: ['openid', 'profile', 'email'],
      claims_supported: ['sub', 'iss', 'aud', 'iat', 'exp', 'nonce', 'sid', 'name', 'nickname', 'email', 'email_verified'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      code_challenge_methods_supported: ['S256'],
    });
  };

  keys = ({ response }) => sendJson(response, 200, this.#parts.tokens.jwks());

  userinfo = ({ request, response }) => {
    const { tokens, users } = this.#parts;
    const [, token] = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const claims = token && tokens.verifyForUserinfo(token);
    const user = claims && users.find(claims.sub);
    if (!user) {
      throw new HttpRefusal(401, 'invalid_token', 'Unauthorized', { 'www-authenticate': 'Bearer error="invalid_token"' });
    }
    sendJson(response, 200, { sub: user.user_id, ...profile(user, claims.scope.split(' ')) });
  };

  logout = ({ response, query, cookies }) => {
    const { returnTo, client_id: clientId } = query;
    if (returnTo !== undefined && !this.#mayReturnTo(returnTo, clientId)) {
      throw new HttpRefusal(400, 'invalid_request', 'The address to return to is not registered');
    }
    this.#parts.sessions.take(cookies[SESSION_COOKIE]);
    const headers = { 'set-cookie': expiredSessionCookie() };
    if (returnTo === undefined) sendPage(response, 200, loggedOutPage(), headers);
    else redirect(response, returnTo, headers);
  };

  /** Auth0 has a list for this; here the origins of the callbacks stand for it. */
  #mayReturnTo(returnTo, clientId) {
    if (typeof returnTo !== 'string' || !/^https?:\/\/[\x21-\x7e]+$/.test(returnTo) || !URL.canParse(returnTo)) {
      return false;
    }
    const clients = [...this.#parts.clients.values()]
      .filter((client) => clientId === undefined || client.client_id === clientId);
    const { origin } = new URL(returnTo);
    return clients.some(({ callbacks }) => callbacks.some((callback) => new URL(callback).origin === origin));
  }
}

module.exports = { OpenId };
