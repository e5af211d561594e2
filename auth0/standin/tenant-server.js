'use strict';

/**
 * The Management API of a tenant as auth0-deploy-cli uses it: over TLS, with tokens whose scopes count, in pages.
 * All else is 404 here.
 */

const { randomBytes } = require('node:crypto');
const { once } = require('node:events');
const { createServer } = require('node:https');

const { sendJson } = require('./http');
const { Tenant, TenantRefusal } = require('./tenant');

const ERRORS = {
  400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 409: 'Conflict', 500: 'Internal Server Error',
};
const PATHS = {
  clients: 'clients',
  resourceServers: 'resource-servers',
  clientGrants: 'client-grants',
  connections: 'connections',
  actions: 'actions/actions',
  logStreams: 'log-streams',
};
const LIST_KEYS = { resourceServers: 'resource_servers', clientGrants: 'client_grants' };
const SCOPES = { resourceServers: 'resource_servers', clientGrants: 'client_grants', logStreams: 'log_streams' };
const VERBS = { GET: 'read', POST: 'create', PATCH: 'update' };
const MAX_PAGE = 100;

class TenantServer {
  /** Method and path of every request to the Management API. */
  requests = [];
  #server;
  #deployer;
  #token = randomBytes(32).toString('base64url');

  /** `certificate`: key and cert as PEM. `deployer`: client_id, client_secret, scopes of whoever deploys. */
  static async start(certificate, deployer) {
    const server = new TenantServer();
    server.#deployer = deployer;
    server.#server = createServer(certificate, (request, response) => server.#answer(request, response));
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    server.domain = `localhost:${server.#server.address().port}`;
    server.tenant = new Tenant(`https://${server.domain}/`);
    return server;
  }

  async close() {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  /** Those of the requests that may have changed something. */
  writes() {
    return this.requests.filter((line) => !line.startsWith('GET '));
  }

  async #answer(request, response) {
    try {
      const url = new URL(request.url, `https://${this.domain}`);
      const body = await bodyOf(request);
      if (url.pathname === '/oauth/token') return sendJson(response, 200, this.#login(body, url));
      const path = /^\/api\/v2\/(.+)$/.exec(url.pathname)?.[1];
      this.requests.push(`${request.method} ${path}`);
      const route = path && routeOf(request.method, decodeURIComponent(path));
      if (!route) throw new TenantRefusal(404, 'not_found', `There is no ${request.method} ${url.pathname} here`);
      this.#authorize(request.headers.authorization, route.scope);
      const { status, answer } = route.handle(this.tenant, body, url.searchParams);
      return sendJson(response, status, answer);
    } catch (error) {
      const { status = 500, message, errorCode } = error;
      return sendJson(response, status, { statusCode: status, error: ERRORS[status], message, errorCode });
    }
  }

  #login({ client_id: id, client_secret: secret, audience, grant_type: grant }, { origin }) {
    const { client_id: expected, client_secret: expectedSecret, scopes } = this.#deployer;
    if (grant !== 'client_credentials' || id !== expected || secret !== expectedSecret || audience !== `${origin}/api/v2/`) {
      throw new TenantRefusal(401, 'access_denied', 'Unauthorized');
    }
    return { access_token: this.#token, token_type: 'Bearer', expires_in: 86_400, scope: scopes.join(' ') };
  }

  #authorize(authorization, scope) {
    if (authorization !== `Bearer ${this.#token}`) throw new TenantRefusal(401, 'invalid_token', 'Invalid token');
    if (!this.#deployer.scopes.includes(scope)) {
      throw new TenantRefusal(403, 'insufficient_scope', `Insufficient scope, expected any of: ${scope}`);
    }
  }
}

/** One of the bodies is a list, which is why this is not the reader of the other routes. */
async function bodyOf(request) {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part;
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new TenantRefusal(400, 'invalid_body', 'The body is not JSON');
  }
}

function routeOf(method, path) {
  for (const route of ROUTES) {
    const match = route.method === method && route.path.exec(path);
    if (match) return { scope: route.scope, handle: (...rest) => route.handle(match[1], ...rest) };
  }
  return undefined;
}

const ok = (answer, status = 200) => ({ status, answer });

const ROUTES = [
  route('GET', 'actions/triggers', 'read:actions', (_, tenant) => ok({ triggers: tenant.triggers() })),
  route('GET', 'actions/triggers/([\\w-]+)/bindings', 'read:actions',
    (trigger, tenant, _, query) => ok(page(tenant.bindings(trigger), 'bindings', query))),
  route('PATCH', 'actions/triggers/([\\w-]+)/bindings', 'update:actions',
    (trigger, tenant, { bindings }) => ok({ bindings: tenant.bind(trigger, bindings) })),
  route('POST', 'actions/actions/([\\w-]+)/deploy', 'update:actions', (id, tenant) => ok(tenant.deploy(id))),
  route('GET', 'connections/(\\w+)/clients', 'read:connections', (id, tenant, _, query) => ok(
    page(tenant.enabledClients(id).map((client) => ({ client_id: client })), 'clients', query))),
  route('PATCH', 'connections/(\\w+)/clients', 'update:connections', (id, tenant, changes) => {
    tenant.enableClients(id, changes);
    return ok({});
  }),
  ...Object.entries(PATHS).flatMap(([kind, path]) => routesOf(kind, path)),
];

function routesOf(kind, path) {
  const scope = (method) => `${VERBS[method]}:${SCOPES[kind] ?? kind}`;
  return [
    route('GET', path, scope('GET'), (_, tenant, __, query) => ok(
      page(tenant.list(kind).filter(matcher(query)), LIST_KEYS[kind] ?? kind, query, kind === 'logStreams'))),
    route('POST', path, scope('POST'), (_, tenant, body) => ok(tenant.create(kind, body), 201)),
    route('GET', `${path}/([\\w-]+)`, scope('GET'), (id, tenant) => ok(tenant.get(kind, id))),
    route('PATCH', `${path}/([\\w-]+)`, scope('PATCH'), (id, tenant, body) => ok(tenant.update(kind, id, body))),
  ];
}

function route(method, path, scope, handle) {
  return { method, path: new RegExp(`^${path}$`), scope, handle };
}

function matcher(query) {
  const name = query.get('name');
  const strategies = query.getAll('strategy');
  const global = query.get('is_global');
  return (entry) => (name === null || entry.name === name)
    && (strategies.length === 0 || strategies.includes(entry.strategy))
    && (global === null || String(Boolean(entry.global)) === global);
}

/** Pages by number or by checkpoint; an array alone where Auth0 answers so. */
function page(entries, key, query, alwaysAll = false) {
  if (alwaysAll) return entries;
  if (query.has('take')) {
    const take = size(query.get('take'));
    const start = Number(query.get('from') ?? 0);
    const next = start + take < entries.length ? { next: String(start + take) } : {};
    return { [key]: entries.slice(start, start + take), ...next };
  }
  const limit = size(query.get('per_page') ?? 50);
  const start = Number(query.get('page') ?? 0) * limit;
  const found = entries.slice(start, start + limit);
  const wrapped = query.get('include_totals') === 'true' || ['actions', 'bindings'].includes(key);
  return wrapped ? { start, limit, length: found.length, total: entries.length, [key]: found } : found;
}

function size(text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > MAX_PAGE) {
    throw new TenantRefusal(400, 'invalid_query_string', `A page has 1 to ${MAX_PAGE} entries`);
  }
  return number;
}

module.exports = { TenantServer };
