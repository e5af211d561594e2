'use strict';

/** The HTTP ground under the routes: bodies, answers, routing, and no crash whatever comes in. */

const querystring = require('node:querystring');

const { STYLE_SOURCE, errorPage } = require('./pages');

const MAX_BODY_BYTES = 64 * 1024;
/** A body over the limit is still read up to here, so that the sender gets an answer, not a reset. */
const MAX_DRAINED_BYTES = 16 * MAX_BODY_BYTES;

const COMMON_HEADERS = {
  'cache-control': 'no-store',
  pragma: 'no-cache',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

// No form-action: browsers apply it to the redirects after the form, too, and those leave this origin.
const PAGE_POLICY = `default-src 'none'; style-src ${STYLE_SOURCE}; base-uri 'none'; frame-ancestors 'none'`;

/** A refusal with its HTTP status; shown as a page or as OAuth error JSON, whichever the route speaks. */
class HttpRefusal extends Error {
  constructor(status, code, description, headers = {}) {
    super(description);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

function sendJson(response, status, body, headers = {}) {
  send(response, status, JSON.stringify(body), { 'content-type': 'application/json; charset=utf-8', ...headers });
}

function sendPage(response, status, html, headers = {}) {
  send(response, status, html, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': PAGE_POLICY,
    'x-frame-options': 'DENY',
    ...headers,
  });
}

function redirect(response, location, headers = {}) {
  send(response, 302, '', { location, ...headers });
}

function send(response, status, body, headers) {
  response.writeHead(status, { ...COMMON_HEADERS, ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** The fields of a form or JSON body. A repeated form field is an array. */
async function readFields(request) {
  const type = (request.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
  const text = await readBody(request);
  if (type === 'application/x-www-form-urlencoded') return { ...querystring.parse(text) };
  if (type !== 'application/json') throw new HttpRefusal(400, 'invalid_request', 'The body must be a form or JSON');
  let fields;
  try {
    fields = JSON.parse(text);
  } catch {
    throw new HttpRefusal(400, 'invalid_request', 'The body is not JSON');
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    throw new HttpRefusal(400, 'invalid_request', 'The body must be a JSON object');
  }
  return fields;
}

async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_DRAINED_BYTES) break;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BODY_BYTES) {
    throw new HttpRefusal(413, 'invalid_request', 'The body is too large', { connection: 'close' });
  }
  return Buffer.concat(chunks).toString('utf8');
}

function cookiesOf(request) {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.split('='));
  return Object.fromEntries(pairs.map(([name, ...value]) => [name.trim(), value.join('=').trim()]));
}

/** `routes` maps paths to `{ [method]: handler, page }`; a handler gets the parsed exchange. */
function createHandler(routes, log) {
  return async (request, response) => {
    const [path, search = ''] = splitOnce(request.url, '?');
    const route = Object.hasOwn(routes, path) ? routes[path] : { page: true };
    try {
      const handle = handlerFor(route, request.method);
      const query = { ...querystring.parse(search) };
      await handle({ request, response, query, cookies: cookiesOf(request) });
    } catch (error) {
      fail(response, route, error, log);
    }
  };
}

function handlerFor(route, method) {
  const handle = route[method === 'HEAD' ? 'GET' : method];
  if (handle) return handle;
  const allowed = Object.keys(route).filter((key) => key !== 'page');
  if (allowed.length === 0) throw new HttpRefusal(404, 'not_found', 'There is nothing at this address');
  throw new HttpRefusal(405, 'method_not_allowed', 'This address does not take that method',
    { allow: allowed.join(', ') });
}

function fail(response, route, error, log) {
  let refusal = error;
  if (!(error instanceof HttpRefusal)) {
    log(`request failed: ${error.code ?? error.name}`);
    refusal = new HttpRefusal(500, 'server_error', 'Something went wrong here');
  }
  if (response.headersSent || response.destroyed) {
    response.destroy();
  } else if (route.page) {
    sendPage(response, refusal.status, errorPage(refusal.message), refusal.headers);
  } else {
    const body = { error: refusal.code, error_description: refusal.message };
    sendJson(response, refusal.status, body, refusal.headers);
  }
}

function splitOnce(text, separator) {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

module.exports = { HttpRefusal, createHandler, readFields, redirect, sendJson, sendPage };
