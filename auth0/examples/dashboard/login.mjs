/**
 * The login of a dashboard that runs PKCE itself (claim.redirect=application). claim-gateway has checked the link and
 * sends people here with `invite_token`; Auth0 gets it with the request for a login, and its Action decides.
 */

const PENDING = 'login';
const REFUSAL = /^([a-z_]+): (.+)$/s;
const CLOCK_LEEWAY_SECONDS = 60;

/** The login cannot go on; `code` is that of the Action (docs/auth0.md), or one of OAuth. */
export class LoginRefused extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** Where to send the browser. `inviteToken` is undefined for people who are in already. */
export async function startLogin({ domain, clientId, audience, redirectUri, scope = 'openid profile email' }, storage, inviteToken) {
  const pending = { state: random(), nonce: random(), verifier: random() };
  storage.setItem(PENDING, JSON.stringify(pending));
  const url = new URL('authorize', base(domain));
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    audience,
    scope,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await challengeOf(pending.verifier),
    code_challenge_method: 'S256',
    // Whoever is logged in here need not be the one who was invited.
    ...(inviteToken && { invite_token: inviteToken, prompt: 'login', screen_hint: 'signup' }),
  });
  return url.href;
}

/** The tokens and the claims of the user, from the parameters with which Auth0 sends the browser back. */
export async function finishLogin({ domain, clientId, redirectUri }, storage, parameters, fetcher = fetch) {
  const { state, nonce, verifier } = JSON.parse(storage.getItem(PENDING) ?? '{}');
  // Before anything else, so that no answer is taken twice.
  storage.removeItem(PENDING);
  if (!state || parameters.get('state') !== state) {
    throw new LoginRefused('login_unknown', 'This login was not started here; please open the link in your invitation e-mail again.');
  }
  const issuer = parameters.get('iss');
  if (issuer !== null && issuer !== base(domain)) throw new LoginRefused('login_unknown', 'This answer is not from our login.');
  if (parameters.has('error')) throw refusal(parameters.get('error'), parameters.get('error_description') ?? '');

  const response = await fetcher(new URL('oauth/token', base(domain)), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code', client_id: clientId, redirect_uri: redirectUri, code: parameters.get('code'), code_verifier: verifier,
    }),
  });
  const body = await response.json();
  if (!response.ok) throw refusal(body.error, body.error_description ?? '');
  return { accessToken: body.access_token, scope: body.scope, user: claimsOf(body.id_token, { issuer: base(domain), clientId, nonce }) };
}

/** Straight from the token endpoint, so that TLS vouches for it (OpenID Connect Core, 3.1.3.7). */
function claimsOf(idToken, { issuer, clientId, nonce }) {
  const payload = idToken.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
  const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), (char) => char.charCodeAt(0))));
  const ours = claims.iss === issuer && claims.aud === clientId && claims.nonce === nonce
    && claims.exp > Date.now() / 1000 - CLOCK_LEEWAY_SECONDS;
  if (!ours) throw new LoginRefused('login_unknown', 'This answer is not from our login.');
  return claims;
}

/** The Action says `code: sentence`. */
function refusal(error, description) {
  const [, code, sentence] = REFUSAL.exec(description) ?? [];
  return code ? new LoginRefused(code, sentence) : new LoginRefused(error, 'Logging in did not work; please try again.');
}

/** `domain` may be a whole address, for a stand-in without TLS. */
function base(domain) {
  return `${/^https?:/.test(domain) ? domain : `https://${domain}`}/`.replace(/\/+$/, '/');
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

async function challengeOf(verifier) {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
