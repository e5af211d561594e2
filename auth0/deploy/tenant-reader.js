'use strict';

/**
 * Reads from the tenant what auth0-deploy-cli would overwrite: it replaces the list of Actions of a login and the
 * list of clients of a connection, and both may hold more than ours.
 */

const PER_PAGE = 50;
const ACTION = 'Invite login';
const TRIGGER = 'post-login';
const DATABASE_CLIENTS = ['Invite claim gateway', 'Invite dashboard'];

/** The tenant did not do what was asked; its message holds no secrets and is meant to be printed. */
class TenantError extends Error {}

class TenantReader {
  #base;
  #token;

  constructor(base, token) {
    this.#base = base;
    this.#token = token;
  }

  /** Logs in as the application that may change the tenant. */
  static async open({ AUTH0_DOMAIN: domain, AUTH0_CLIENT_ID: id, AUTH0_CLIENT_SECRET: secret }) {
    const base = `https://${domain}/`;
    const { access_token: token } = await answer(`${base}oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials', client_id: id, client_secret: secret, audience: `${base}api/v2/`,
      }),
    });
    return new TenantReader(base, token);
  }

  get token() {
    return this.#token;
  }

  /** What tenant.yaml needs to leave others alone, and the changes that the tool's preview does not see. */
  async read(database) {
    const clients = await this.#databaseClients(database);
    return {
      bindings: await this.#bindings(),
      databaseClients: [...DATABASE_CLIENTS, ...clients.others],
      unseen: [
        ...(await this.#hasDraft() ? [{ action: 'deploy', type: 'Actions', name: ACTION }] : []),
        ...(clients.missing ? [{ action: 'update', type: 'Databases', name: database }] : []),
      ],
    };
  }

  /** The Actions of a login, in their order; ours comes last when it is new. */
  async #bindings() {
    const found = await this.#pages(`actions/triggers/${TRIGGER}/bindings`, 'bindings');
    const bindings = found.map(({ action, display_name: name }) => ({ action_name: action.name, display_name: name }));
    const bound = bindings.some(({ action_name: name }) => name === ACTION);
    return bound ? bindings : [...bindings, { action_name: ACTION, display_name: ACTION }];
  }

  /** Whether our Action was changed and not deployed. */
  async #hasDraft() {
    const actions = await this.#pages('actions/actions', 'actions');
    return actions.some(({ name, all_changes_deployed: deployed }) => name === ACTION && deployed === false);
  }

  /** `others`: ids of clients of the connection that are not ours; `missing`: whether one of ours is. */
  async #databaseClients(database) {
    const query = new URLSearchParams({ name: database, strategy: 'auth0' });
    const [connection] = await this.#get(`connections?${query}`);
    if (!connection) return { others: [], missing: false };
    const clients = await this.#pages('clients', 'clients', { fields: 'client_id,name' });
    const ours = clients.filter(({ name }) => DATABASE_CLIENTS.includes(name)).map(({ client_id: id }) => id);
    const enabled = await this.#enabledClients(connection.id);
    return {
      others: enabled.filter((id) => !ours.includes(id)),
      missing: ours.some((id) => !enabled.includes(id)),
    };
  }

  async #enabledClients(connection) {
    const enabled = [];
    let from;
    do {
      const query = new URLSearchParams({ take: PER_PAGE, ...(from && { from }) });
      const page = await this.#get(`connections/${connection}/clients?${query}`);
      enabled.push(...page.clients.map(({ client_id: id }) => id));
      from = page.next;
    } while (from);
    return enabled;
  }

  async #pages(path, key, parameters = {}) {
    const found = [];
    for (let page = 0; ; page += 1) {
      const query = new URLSearchParams({ ...parameters, page, per_page: PER_PAGE });
      const body = await this.#get(`${path}?${query}`);
      const entries = Array.isArray(body) ? body : body[key];
      found.push(...entries);
      if (entries.length < PER_PAGE) return found;
    }
  }

  async #get(path) {
    return answer(`${this.#base}api/v2/${path}`, { headers: { authorization: `Bearer ${this.#token}` } });
  }
}

async function answer(url, request) {
  const { host, pathname } = new URL(url);
  let response;
  let body;
  try {
    response = await fetch(url, { ...request, redirect: 'error', signal: AbortSignal.timeout(30_000) });
    body = await response.json();
  } catch (error) {
    if (!response) throw new TenantError(`${host} cannot be reached (${error.cause?.code ?? error.name})`);
  }
  if (response.ok && body) return body;
  const reason = body?.error_description ?? body?.message ?? 'no reason given';
  throw new TenantError(`${host} refused ${pathname} with ${response.status}: ${reason}`);
}

module.exports = { TenantError, TenantReader };
