'use strict';

/** `/oauth/token`: a code of a login, or a program's own credentials, for tokens. */

const { createHash, timingSafeEqual } = require('node:crypto');

const { HttpRefusal, readFields, sendJson } = require('./http');
const { words } = require('./authorize-request');

const CODE_VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/;

class TokenEndpoint {
  #parts;

  /** `parts`: clients, apis, users, codes, tokens. */
  constructor(parts) {
    this.#parts = parts;
  }

  exchange = async ({ request, response }) => {
    this.#allowOrigin(request.headers.origin, response);
    const fields = await readFields(request);
    const grants = { authorization_code: this.#forCode, client_credentials: this.#forClient };
    const type = required(fields, 'grant_type');
    if (!Object.hasOwn(grants, type)) refuse(403, 'unsupported_grant_type', 'Unsupported grant type');
    const client = this.#authenticate(request.headers.authorization, fields);
    sendJson(response, 200, grants[type](client, fields));
  };

  /** Lets the pages of public clients read the answer; Auth0 has a list for this, here the callbacks stand for it. */
  #allowOrigin(origin, response) {
    const pages = [...this.#parts.clients.values()].filter((client) => !client.client_secret)
      .flatMap(({ callbacks }) => callbacks.map((callback) => new URL(callback).origin));
    if (!pages.includes(origin)) return;
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('vary', 'origin');
  }

  #forCode = (client, fields) => {
    const { users, codes, tokens } = this.#parts;
    const code = required(fields, 'code');
    // Used up by the first attempt, right or wrong, so that nobody can try verifiers on it.
    const login = codes.take(code);
    if (!login || login.clientId !== client.client_id) refuseGrant('Invalid authorization code');
    if (fields.redirect_uri !== login.redirectUri) refuseGrant('The redirect_uri is not the one of the login');
    if (!verifierFits(fields.code_verifier, login.challenge)) refuseGrant('Failed to verify code verifier');
    return tokens.forLogin({ ...login, client, user: users.find(login.userId) });
  };

  #forClient = (client, fields) => {
    const { apis, tokens } = this.#parts;
    if (!client.client_secret) {
      refuse(403, 'unauthorized_client', 'Grant type client_credentials is not allowed for a public client');
    }
    const audience = required(fields, 'audience');
    const allowed = audience === tokens.managementAudience() ? client.management : apis.get(audience)?.scopes;
    if (!allowed) refuse(403, 'access_denied', 'Service not found, or not granted to this client');
    const scopes = fields.scope ? words(required(fields, 'scope')) : allowed;
    return tokens.forClient({ client, audience, scopes: scopes.filter((scope) => allowed.includes(scope)) });
  };

  #authenticate(authorization, fields) {
    const { id, secret } = basicCredentials(authorization) ?? { id: fields.client_id, secret: fields.client_secret };
    const client = this.#parts.clients.get(id);
    if (!client || (client.client_secret && !sameSecret(secret, client.client_secret))) {
      refuse(401, 'access_denied', 'Unauthorized');
    }
    return client;
  }
}

/** RFC 6749 section 2.3.1: id and secret are form-encoded before they are joined. */
function basicCredentials(authorization = '') {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(authorization) ?? [];
  if (!encoded) return undefined;
  const [id, ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  try {
    return { id: formDecoded(id), secret: formDecoded(secret.join(':')) };
  } catch {
    return refuse(401, 'access_denied', 'Unauthorized');
  }
}

function formDecoded(text) {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

function sameSecret(given, expected) {
  if (typeof given !== 'string') return false;
  const [a, b] = [given, expected].map((secret) => createHash('sha256').update(secret).digest());
  return timingSafeEqual(a, b);
}

/** A verifier without a challenge is refused too: it shows that the challenge was stripped on the way. */
function verifierFits(verifier, challenge) {
  if (!challenge) return verifier === undefined;
  return typeof verifier === 'string' && CODE_VERIFIER.test(verifier)
    && createHash('sha256').update(verifier).digest('base64url') === challenge;
}

function required(fields, name) {
  if (typeof fields[name] !== 'string' || fields[name] === '') {
    refuse(400, 'invalid_request', `Missing required parameter: ${name}`);
  }
  return fields[name];
}

function refuseGrant(description) {
  refuse(403, 'invalid_grant', description);
}

function refuse(status, code, description) {
  throw new HttpRefusal(status, code, description);
}

module.exports = { TokenEndpoint };
