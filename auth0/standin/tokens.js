'use strict';

const { createHash, sign, verify } = require('node:crypto');

const { generateRsaKeys } = require('./rsa-keys');

const ID_TOKEN_SECONDS = 36_000;
const ACCESS_TOKEN_SECONDS = 86_400;

/** Issues the tokens of this stand-in, signed by a key that lives as long as the process. */
class TokenIssuer {
  #keys = generateRsaKeys(2048);
  #kid;
  #issuer;

  constructor(issuer) {
    this.#issuer = issuer;
    const { e, kty, n } = this.#keys.publicKey.export({ format: 'jwk' });
    this.#kid = createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
  }

  jwks() {
    const { e, kty, n } = this.#keys.publicKey.export({ format: 'jwk' });
    return { keys: [{ kty, use: 'sig', alg: 'RS256', kid: this.#kid, n, e }] };
  }

  userinfoAudience() {
    return `${this.#issuer}userinfo`;
  }

  /** Answer of the token endpoint for a login. */
  forLogin({ client, user, scopes, audience, nonce, sid, idClaims, accessClaims }) {
    const openid = scopes.includes('openid');
    const audiences = [audience, openid ? this.userinfoAudience() : undefined].filter(Boolean);
    const answer = this.#accessToken({
      ...accessClaims,
      sub: user.user_id,
      aud: audiences.length === 1 ? audiences[0] : audiences,
      azp: client.client_id,
    }, scopes);
    if (openid) {
      answer.id_token = this.#sign({
        ...profile(user, scopes),
        ...idClaims,
        sub: user.user_id,
        aud: client.client_id,
        nonce,
        sid,
      }, ID_TOKEN_SECONDS);
    }
    return answer;
  }

  /** Answer of the token endpoint for a program that logs in as itself. */
  forClient({ client, scopes, audience }) {
    return this.#accessToken({
      sub: `${client.client_id}@clients`,
      aud: audience,
      azp: client.client_id,
      gty: 'client-credentials',
    }, scopes);
  }

  managementAudience() {
    return `${this.#issuer}api/v2/`;
  }

  /** The claims of an access token that is good for userinfo, else undefined. */
  verifyForUserinfo(token) {
    return this.#verify(token, this.userinfoAudience());
  }

  /** The claims of an access token that is good for the Management API, else undefined. */
  verifyForManagement(token) {
    return this.#verify(token, this.managementAudience());
  }

  #verify(token, audience) {
    const [header, payload, signature] = token.split('.');
    if (!signature) return undefined;
    const genuine = verify('RSA-SHA256', Buffer.from(`${header}.${payload}`), this.#keys.publicKey,
      Buffer.from(signature, 'base64url'));
    if (!genuine) return undefined;
    const claims = JSON.parse(Buffer.from(payload, 'base64url'));
    const meant = [claims.aud].flat().includes(audience);
    return meant && claims.exp > Date.now() / 1000 ? claims : undefined;
  }

  #accessToken(claims, scopes) {
    const scope = scopes.join(' ');
    return {
      access_token: this.#sign({ ...claims, scope }, ACCESS_TOKEN_SECONDS),
      scope,
      expires_in: ACCESS_TOKEN_SECONDS,
      token_type: 'Bearer',
    };
  }

  #sign(claims, seconds) {
    const now = Math.floor(Date.now() / 1000);
    const content = [
      { alg: 'RS256', typ: 'JWT', kid: this.#kid },
      { ...claims, iss: this.#issuer, iat: now, exp: now + seconds },
    ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${content}.${sign('RSA-SHA256', Buffer.from(content), this.#keys.privateKey).toString('base64url')}`;
  }
}

/** The standard claims about a user that the scopes open. */
function profile(user, scopes) {
  return {
    ...(scopes.includes('profile') && { name: user.email, nickname: user.email.split('@')[0] }),
    ...(scopes.includes('email') && { email: user.email, email_verified: user.email_verified }),
  };
}

module.exports = { TokenIssuer, profile };
