'use strict';

/**
 * Post-login Action of the invite pipeline: nobody gets in without an invite.
 *
 * Auth0 uploads this one file, so it needs nothing beside it. Three rules shape it:
 *  - a token that is presented is verified in full, for a signed-up user too;
 *  - Auth0 applies metadata even when the login is denied, so metadata is written last of all;
 *  - Auth0 shows the text of an uncaught exception to the visitor, so nothing may escape.
 */

const { createHash, createPublicKey, verify } = require('node:crypto');

const MAX_TOKEN_LENGTH = 4096;
const MIN_RSA_BITS = 2048;
const CLOCK_SKEW_SECONDS = 60;
const STATUS_TIMEOUT_MS = 3000;
const DEFAULT_CLAIM_NAMESPACE = 'https://missioncontrol.dev/';
const DEFAULT_ROLE_SCOPES = {
  admin: ['create:invites', 'read:invites', 'revoke:invites', 'manage:policies'],
  write: ['create:invites', 'read:invites'],
  read: ['read:invites'],
};

/** Reaches into every organization, so no role of one gives it: ops get it by client credentials, without a login. */
const OPERATOR_SCOPE = 'replay:notifications';

const REFUSALS = {
  invite_required: 'This application is open to invited people only; please use the link in your invitation e-mail.',
  invite_invalid: 'This invitation link cannot be used; please open the link in your invitation e-mail again.',
  invite_expired: 'This invitation has expired; please ask for a new one.',
  invite_wrong_account: 'This invitation is for another e-mail address; please log in with the invited one.',
  email_not_verified: 'Please verify your e-mail address, then open the invitation link again.',
  invite_revoked: 'This invitation has been withdrawn.',
  invite_already_accepted: 'This invitation has already been used.',
  invite_superseded: 'A newer invitation has replaced this one; please use the link in the latest e-mail.',
  invite_status_unavailable: 'The invitation cannot be checked right now; please try again in a few minutes.',
  login_unavailable: 'Logging in is not possible right now; please try again later.',
};

const REFUSAL_OF_CLOSED_INVITE = new Map([
  ['revoked', 'invite_revoked'],
  ['expired', 'invite_expired'],
  ['superseded', 'invite_superseded'],
  ['accepted', 'invite_already_accepted'],
]);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PUBLIC_KEY_PEM = /-----BEGIN PUBLIC KEY-----(.+?)-----END PUBLIC KEY-----/gs;

/** A secret of this Action is missing or malformed: our fault, not the visitor's. */
class Misconfiguration extends Error {}

exports.onExecutePostLogin = async (event, api) => {
  let refusal;
  try {
    refusal = await admit(event, api);
  } catch (error) {
    refusal = error instanceof Misconfiguration ? 'login_unavailable' : 'invite_invalid';
  }
  if (refusal) {
    console.log(`login denied: ${refusal}`);
    api.access.deny(`${refusal}: ${REFUSALS[refusal]}`);
  }
};

/** Lets the user in, or returns the code of the refusal and leaves everything as it was. */
async function admit(event, api) {
  const { secrets = {}, user } = event;
  const account = user.app_metadata ?? {};
  const signedUp = account.signed_up === true;
  const { query = {}, body } = event.request;
  const token = query.invite_token === undefined ? body?.invite_token : query.invite_token;
  if (token === undefined) return signedUp ? authorize(api, account, secrets) : 'invite_required';

  const invite = readInvite(token, secrets);
  const refusal = checkTime(invite) ?? checkAccount(invite, user);
  if (refusal) return refusal;
  const applied = signedUp && account.invite_id === invite.jti;
  const closed = await checkStatus(invite, applied, secrets);
  if (closed) return closed;
  // Clicking one's own link again must not undo what was changed in the account since.
  if (applied) return authorize(api, account, secrets);

  const { organization, roles, jti } = invite;
  const metadata = { signed_up: true, organization, roles, invite_id: jti };
  authorize(api, metadata, secrets);
  for (const [name, value] of Object.entries(metadata)) api.user.setAppMetadata(name, value);
  return undefined;
}

/** The claims of a genuine invite, expired or not, else undefined. */
function readInvite(token, secrets) {
  const issuer = requiredSecret(secrets, 'inviteIssuer');
  const audience = requiredSecret(secrets, 'inviteAudience');
  const keys = publicKeys(requiredSecret(secrets, 'invitePublicKey'));
  const claims = verifiedClaims(token, keys);
  const ours = claims?.iss === issuer && [claims.aud].flat().includes(audience) && isInvite(claims);
  return ours ? claims : undefined;
}

/** The payload of a compact JWS whose form, header and signature are all right, else undefined. */
function verifiedClaims(token, keys) {
  if (typeof token !== 'string' || token.length > MAX_TOKEN_LENGTH) return undefined;
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  const [header, payload, signature] = parts.map(decodeBase64url);
  if (!header || !payload || !signature) return undefined;

  const { alg, typ, kid, crit } = parseObject(header) ?? {};
  if (alg !== 'RS256' || typ !== 'invite+jwt' || crit !== undefined) return undefined;
  const key = keys.get(kid);
  if (!key) return undefined;
  const signed = Buffer.from(`${parts[0]}.${parts[1]}`);
  return verify('RSA-SHA256', signed, key, signature) ? parseObject(payload) : undefined;
}

/** Buffer forgives padding, foreign characters and stray bits; one token must have one spelling. */
function decodeBase64url(text) {
  const bytes = Buffer.from(text, 'base64url');
  return text !== '' && bytes.toString('base64url') === text ? bytes : undefined;
}

function parseObject(bytes) {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isInvite({ jti, gen, iat, exp, email, organization, roles }) {
  return isText(jti) && UUID.test(jti)
    && Number.isSafeInteger(gen) && gen >= 1
    && Number.isSafeInteger(iat) && Number.isSafeInteger(exp)
    && isText(email) && isText(organization)
    && Array.isArray(roles) && roles.length > 0 && roles.every(isText);
}

function isText(value) {
  return typeof value === 'string' && value.trim() !== '';
}

let keyCache = { source: undefined, keys: undefined };

/** Public keys by RFC 7638 thumbprint. Several, so that a rotation does not break links already sent. */
function publicKeys(source) {
  if (keyCache.source !== source) {
    const keys = new Map(Array.from(source.matchAll(PUBLIC_KEY_PEM), ([, body]) => publicKey(body)));
    if (keys.size === 0) throw new Misconfiguration();
    keyCache = { source, keys };
  }
  return keyCache.keys;
}

/** Takes the bare base64 of a PEM, because one-line secret fields lose or escape its line breaks. */
function publicKey(body) {
  const der = Buffer.from(body.replace(/\\[rn]|\s/g, ''), 'base64');
  let key;
  try {
    key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch {
    throw new Misconfiguration();
  }
  if (key.asymmetricKeyType !== 'rsa' || key.asymmetricKeyDetails.modulusLength < MIN_RSA_BITS) {
    throw new Misconfiguration();
  }
  const { e, kty, n } = key.export({ format: 'jwk' });
  return [createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url'), key];
}

function checkTime(invite) {
  const now = Math.floor(Date.now() / 1000);
  if (!invite || invite.iat > now + CLOCK_SKEW_SECONDS) return 'invite_invalid';
  return invite.exp > now ? undefined : 'invite_expired';
}

function checkAccount(invite, user) {
  if (!isText(user.email) || normalizedEmail(user.email) !== normalizedEmail(invite.email)) {
    return 'invite_wrong_account';
  }
  return user.email_verified === true ? undefined : 'email_not_verified';
}

/**
 * Trimmed and lower-cased, but only by letters that fold both ways: the Kelvin sign, for one,
 * lower-cases to "k" and would let a look-alike mailbox pass for the invited one.
 */
function normalizedEmail(email) {
  return email.trim().replace(/\p{Lu}/gu, (letter) => {
    const lower = letter.toLowerCase();
    return lower.toUpperCase() === letter ? lower : letter;
  });
}

/** Asks the claim-gateway, when configured; an answer that is not understood is a refusal. */
async function checkStatus(invite, applied, secrets) {
  if (!secrets.inviteStatusUrl) return undefined;
  const url = `${secrets.inviteStatusUrl.replace(/\/+$/, '')}/${invite.jti}?gen=${invite.gen}`;
  const secret = requiredSecret(secrets, 'inviteStatusSecret');
  let answer;
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${secret}`, accept: 'application/json' },
      redirect: 'error', // the secret is for this address only
      signal: AbortSignal.timeout(STATUS_TIMEOUT_MS),
    });
    answer = response.status === 200 ? await response.json() : undefined;
  } catch {
    return 'invite_status_unavailable';
  }
  if (answer?.status === 'open') return undefined;
  const refusal = answer?.status === 'closed' ? REFUSAL_OF_CLOSED_INVITE.get(answer.reason) : undefined;
  if (applied && refusal === 'invite_already_accepted') return undefined;
  return refusal ?? 'invite_status_unavailable';
}

/** Puts organization and roles on the tokens, and the roles' scopes on the access token. */
function authorize(api, metadata, secrets) {
  const namespace = secrets.claimNamespace || DEFAULT_CLAIM_NAMESPACE;
  const { organization, invite_id: inviteId } = metadata;
  const roles = Array.isArray(metadata.roles) ? metadata.roles.filter(isText) : [];
  const roleScopes = scopesByRole(secrets.roleScopes);
  const granted = new Set(roles.flatMap((role) => (Object.hasOwn(roleScopes, role) ? roleScopes[role] : [])));

  // The client chooses which scopes it asks for; only the roles decide which of ours it gets.
  for (const scope of new Set([...Object.values(roleScopes).flat(), OPERATOR_SCOPE])) {
    if (!granted.has(scope)) api.accessToken.removeScope(scope);
  }
  for (const scope of granted) api.accessToken.addScope(scope);

  for (const token of [api.accessToken, api.idToken]) {
    if (isText(organization)) token.setCustomClaim(`${namespace}organization`, organization);
    token.setCustomClaim(`${namespace}roles`, roles);
  }
  if (isText(inviteId)) api.idToken.setCustomClaim(`${namespace}invite_id`, inviteId);
}

function scopesByRole(json) {
  if (!json) return DEFAULT_ROLE_SCOPES;
  const scopes = parseObject(Buffer.from(json));
  if (!scopes || !Object.values(scopes).every((list) => Array.isArray(list) && list.every(isText))) {
    throw new Misconfiguration();
  }
  return scopes;
}

function requiredSecret(secrets, name) {
  if (!isText(secrets[name])) throw new Misconfiguration();
  return secrets[name];
}
