'use strict';

/**
 * The configuration of a tenant behind the Management API, in memory, with the rules of Auth0 that whoever deploys
 * meets: what must be unique, what must exist, what cannot be changed, what is never shown.
 */

const { randomBytes, randomUUID } = require('node:crypto');

const BUILD_MS = 50;
const MANAGEMENT_API = 'Auth0 Management API';
/** Fields that cannot be given in a PATCH; Auth0 refuses the whole of it. */
const FIXED = {
  clients: ['client_id', 'global', 'tenant', 'signing_keys'],
  resourceServers: ['id', 'identifier', 'is_system'],
  clientGrants: ['id', 'client_id', 'audience', 'subject_type'],
  connections: ['id', 'name', 'strategy', 'enabled_clients'],
  actions: ['id', 'status', 'deployed', 'all_changes_deployed', 'deployed_version', 'created_at', 'updated_at'],
  logStreams: ['id', 'type'],
};

/** Nor these when something is made. */
const MADE_HERE = { clients: ['client_id', 'global', 'tenant'], connections: ['id', 'enabled_clients'], actions: FIXED.actions };
const TRIGGERS = ['post-login', 'credentials-exchange', 'pre-user-registration'];

class TenantRefusal extends Error {
  constructor(status, errorCode, message) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }
}

class Tenant {
  #base;
  #kinds = Object.fromEntries(Object.keys(FIXED).map((kind) => [kind, new Map()]));
  #enabledClients = new Map();
  #bindings = new Map();
  #secretValues = new Map();
  #builtAt = new Map();

  #onCreate = {
    clients: (client) => {
      client.client_id = randomBytes(16).toString('hex');
      client.tenant = 'standin';
      client.global = false;
      if (client.token_endpoint_auth_method !== 'none') client.client_secret = randomBytes(32).toString('base64url');
    },
    resourceServers: (server) => {
      this.#refuseSecond('resourceServers', (other) => other.identifier === server.identifier);
      Object.assign(server, { id: id('rs'), is_system: false });
    },
    clientGrants: (grant) => {
      this.#entry('clients', grant.client_id);
      this.#refuseSecond('clientGrants', (other) => other.client_id === grant.client_id && other.audience === grant.audience);
      this.#checkScopes(grant.audience, grant.scope);
      Object.assign(grant, { id: id('cgr'), subject_type: 'client' });
    },
    connections: (connection) => {
      this.#refuseSecond('connections', (other) => other.name === connection.name);
      connection.id = id('con');
    },
    actions: (action) => {
      this.#refuseSecond('actions', (other) => other.name === action.name);
      Object.assign(action, { id: randomUUID(), created_at: now() });
      this.#changeAction(action, action);
    },
    logStreams: (stream) => {
      Object.assign(stream, { id: id('lst'), status: 'active' });
    },
  };

  #onUpdate = {
    clientGrants: (grant, { scope }) => this.#checkScopes(grant.audience, scope),
    actions: (action, changes) => this.#changeAction(action, changes),
  };

  /** `base` is the address of the tenant, with a slash at its end. */
  constructor(base) {
    this.#base = base;
    this.#put('clients', 'global', { client_id: 'global', name: 'All Applications', global: true });
    this.#put('resourceServers', 'management', {
      id: 'management', name: MANAGEMENT_API, identifier: `${base}api/v2/`, is_system: true,
      scopes: ['read:users', 'read:clients', 'update:clients'].map((value) => ({ value })),
    });
  }

  list(kind) {
    return [...this.#kinds[kind].values()].map((entry) => this.#shown(kind, entry));
  }

  get(kind, id) {
    return this.#shown(kind, this.#entry(kind, id));
  }

  create(kind, fields) {
    refuseFixed(fields, MADE_HERE[kind] ?? ['id']);
    if (kind !== 'clientGrants' && typeof fields.name !== 'string') refuse(400, 'invalid_body', 'Missing required property: name');
    const entry = structuredClone(fields);
    this.#onCreate[kind](entry);
    this.#put(kind, kind === 'clients' ? entry.client_id : entry.id, entry);
    return this.#shown(kind, entry);
  }

  update(kind, id, fields) {
    refuseFixed(fields, FIXED[kind]);
    const entry = this.#entry(kind, id);
    const changes = structuredClone(fields);
    this.#onUpdate[kind]?.(entry, changes);
    Object.assign(entry, changes);
    return this.#shown(kind, entry);
  }

  deploy(id) {
    const action = this.#entry('actions', id);
    if (this.#shown('actions', action).status !== 'built') {
      refuse(400, 'invalid_body', "The action must be in the 'built' state to be deployed.");
    }
    const number = (action.deployed_version?.number ?? 0) + 1;
    const { code, runtime, dependencies } = action;
    action.deployed_version = { id: randomUUID(), number, code, runtime, dependencies, deployed: true };
    action.all_changes_deployed = true;
    return action.deployed_version;
  }

  triggers() {
    return TRIGGERS.map((id) => ({ id, version: 'v3', status: 'CURRENT', runtimes: ['node22'] }));
  }

  bindings(trigger) {
    if (!TRIGGERS.includes(trigger)) refuse(404, 'not_found', 'The trigger does not exist');
    return this.#bindings.get(trigger) ?? [];
  }

  /** The whole list, as in Auth0: what is not in it is no longer bound. */
  bind(trigger, bindings) {
    const before = this.bindings(trigger);
    const after = bindings.map(({ ref, display_name: name }) => {
      const action = this.list('actions').find((each) => each[ref.type === 'action_id' ? 'id' : 'name'] === ref.value);
      if (!action?.deployed_version) refuse(400, 'invalid_body', 'An Action must exist and be deployed before it can be bound');
      const old = before.find((binding) => binding.action.id === action.id);
      return { id: old?.id ?? randomUUID(), trigger_id: trigger, display_name: name, action: { id: action.id, name: action.name } };
    });
    this.#bindings.set(trigger, after);
    return after;
  }

  enabledClients(connection) {
    this.#entry('connections', connection);
    return [...this.#enabledClients.get(connection) ?? []];
  }

  /** Only those that are named change. */
  enableClients(connection, changes) {
    const enabled = new Set(this.enabledClients(connection));
    for (const { client_id: id, status } of changes) {
      this.#entry('clients', id);
      if (status) enabled.add(id);
      else enabled.delete(id);
    }
    this.#enabledClients.set(connection, enabled);
  }

  /** What an Action's code sees as its secrets. */
  secretsOf(action) {
    return { ...this.#secretValues.get(action) };
  }

  /** Everything, secrets included, to be compared. */
  snapshot() {
    return structuredClone({
      ...Object.fromEntries(Object.keys(FIXED).map((kind) => [kind, this.list(kind)])),
      enabledClients: Object.fromEntries([...this.#enabledClients].map(([id, clients]) => [id, [...clients].sort()])),
      bindings: Object.fromEntries(this.#bindings),
      secrets: Object.fromEntries(this.#secretValues),
    });
  }

  #changeAction(action, changes) {
    if (changes.secrets) this.#keepSecrets(action.id, changes.secrets);
    changes.updated_at = now();
    changes.all_changes_deployed = false;
    this.#builtAt.set(action.id, Date.now() + BUILD_MS);
  }

  /** A secret without a value keeps the one that it has; one that is left out goes. */
  #keepSecrets(action, secrets) {
    const before = this.#secretValues.get(action) ?? {};
    this.#secretValues.set(action, Object.fromEntries(secrets.map(({ name, value = before[name] }) => {
      if (typeof value !== 'string' || value === '' || value.length > 4096) refuse(400, 'invalid_body', `The secret ${name} has no fitting value`);
      return [name, value];
    })));
  }

  #checkScopes(audience, scopes = []) {
    const server = this.list('resourceServers').find(({ identifier }) => identifier === audience);
    if (!server) refuse(404, 'inexistent_resource_server', `Resource server not found: ${audience}`);
    const unknown = scopes.find((scope) => !server.scopes.some(({ value }) => value === scope));
    if (unknown) refuse(400, 'invalid_body', `One or more scopes are not defined in the resource server: ${unknown}`);
  }

  #refuseSecond(kind, same) {
    if (this.list(kind).some(same)) refuse(409, 'conflict', `Such an entry of ${kind} already exists`);
  }

  #entry(kind, id) {
    const entry = this.#kinds[kind].get(id);
    if (!entry) refuse(404, `inexistent_${kind}`, `There is none of these ${kind}: ${id}`);
    return entry;
  }

  #put(kind, id, entry) {
    this.#kinds[kind].set(id, entry);
  }

  #shown(kind, entry) {
    if (kind !== 'actions') return structuredClone(entry);
    const status = (this.#builtAt.get(entry.id) ?? 0) <= Date.now() ? 'built' : 'building';
    const secrets = (entry.secrets ?? []).map(({ name }) => ({ name, updated_at: entry.updated_at }));
    return structuredClone({ ...entry, status, secrets });
  }
}

function refuseFixed(fields, fixed) {
  const found = fixed.filter((name) => name in fields);
  if (found.length > 0) {
    refuse(400, 'invalid_body', `Payload validation error: 'Additional properties not allowed: ${found.join(', ')}'.`);
  }
}

function id(prefix) {
  return `${prefix}_${randomBytes(8).toString('hex')}`;
}

function now() {
  return new Date().toISOString();
}

function refuse(status, errorCode, message) {
  throw new TenantRefusal(status, errorCode, message);
}

module.exports = { Tenant, TenantRefusal };
