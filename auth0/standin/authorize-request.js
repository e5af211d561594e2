'use strict';

/** Checks of `/authorize`, in the order in which a failure may be told to the callback. */

const { HttpRefusal } = require('./http');

const OPENID_SCOPES = ['openid', 'profile', 'email', 'address', 'phone'];
const SINGLE_PARAMETERS = [
  'response_type', 'scope', 'audience', 'state', 'nonce', 'prompt', 'login_hint', 'screen_hint',
  'code_challenge', 'code_challenge_method', 'response_mode',
];
const S256_CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

/** The client; a page, never a redirect, when the client or its callback is not known. */
function clientOf(query, clients) {
  const client = clients.get(query.client_id);
  if (!client) throw new HttpRefusal(403, 'unauthorized_client', 'Unknown client');
  if (!client.callbacks.includes(query.redirect_uri)) {
    throw new HttpRefusal(403, 'unauthorized_client', 'Callback URL mismatch: the address to return to is not registered');
  }
  return client;
}

/** What is wrong with the rest of the request, as an OAuth error for the callback; else undefined. */
function faultOf(query, client, apis) {
  const repeated = SINGLE_PARAMETERS.find((name) => Array.isArray(query[name]));
  if (repeated) return invalid(`Parameter given twice: ${repeated}`);
  if (!query.response_type) return invalid('Missing required parameter: response_type');
  if (query.response_type !== 'code') {
    return { error: 'unsupported_response_type', error_description: 'Only response_type=code is supported' };
  }
  if (query.response_mode && query.response_mode !== 'query') {
    return invalid('Only response_mode=query is supported');
  }
  if (query.audience && !apis.has(query.audience)) {
    return { error: 'access_denied', error_description: 'Service not found' };
  }
  return challengeFault(query, client);
}

function challengeFault({ code_challenge: challenge, code_challenge_method: method }, client) {
  if (!challenge) {
    return client.client_secret ? undefined : invalid('Missing required parameter: code_challenge');
  }
  if (method !== 'S256') return invalid('Only code_challenge_method=S256 is supported');
  return S256_CHALLENGE.test(challenge) ? undefined : invalid('Parameter code_challenge is not a SHA-256 in base64url');
}

/** Those of the requested scopes that are OpenID's or the API's own. */
function grantedScopes(query, apis) {
  const known = [...OPENID_SCOPES, ...(apis.get(query.audience)?.scopes ?? [])];
  const requested = new Set(words(query.scope));
  return [...requested].filter((scope) => known.includes(scope));
}

function words(text = '') {
  return text.split(/\s+/).filter(Boolean);
}

function invalid(description) {
  return { error: 'invalid_request', error_description: description };
}

module.exports = { clientOf, faultOf, grantedScopes, words };
