'use strict';

/** Invite tokens as the token-worker signs them, and every way to get one wrong. */

const { createHash, createHmac, sign } = require('node:crypto');

const { generateRsaKeys } = require('../standin/rsa-keys');

const ISSUER = 'https://invites.example.com/';
const AUDIENCE = 'https://tenant.example.com/';
const INVITE_ID = '01936b2a-7c1e-7a44-9d6f-3f1c2b5a7e90';

/** A fresh key pair with its kid and the PEM that goes into the Action's secrets. */
function newSigningKey(modulusLength = 2048) {
  const { privateKey, publicKey } = generateRsaKeys(modulusLength);
  const { e, kty, n } = publicKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
  return { privateKey, publicKey, kid, pem: publicKey.export({ type: 'spki', format: 'pem' }) };
}

const signingKey = newSigningKey();

function inviteClaims(changes = {}) {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: ISSUER,
    aud: AUDIENCE,
    jti: INVITE_ID,
    gen: 1,
    iat: now - 10,
    exp: now + 3600,
    email: 'invitee@example.com',
    organization: 'org-1',
    roles: ['write'],
    ...changes,
  };
}

function inviteHeader(changes = {}) {
  return { alg: 'RS256', typ: 'invite+jwt', kid: signingKey.kid, ...changes };
}

/** Each part may be text or bytes instead, to send what no JSON writer would. */
function compact(header, claims, signer) {
  const content = [header, claims].map(encoded).join('.');
  return `${content}.${signer(content)}`;
}

function encoded(part) {
  const raw = typeof part === 'string' || Buffer.isBuffer(part);
  return Buffer.from(raw ? part : JSON.stringify(part)).toString('base64url');
}

function rs256(privateKey = signingKey.privateKey) {
  return (content) => sign('RSA-SHA256', Buffer.from(content), privateKey).toString('base64url');
}

function hs256(secret) {
  return (content) => createHmac('sha256', secret).update(content).digest('base64url');
}

function inviteToken(claimChanges, headerChanges, signer = rs256()) {
  return compact(inviteHeader(headerChanges), inviteClaims(claimChanges), signer);
}

module.exports = {
  AUDIENCE, INVITE_ID, ISSUER,
  compact, hs256, inviteClaims, inviteHeader, inviteToken, newSigningKey, rs256, signingKey,
};
