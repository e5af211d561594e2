'use strict';

const { randomBytes } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const { ConfigurationError } = require('./config');

/** The users of the database connection: in memory, and in a file when one is named. */
class UserStore {
  #file;
  #byEmail = new Map();
  #byId = new Map();

  constructor(file) {
    this.#file = file;
    for (const user of file ? load(file) : []) this.#add(user);
  }

  /** Finds the user or signs a new one up; `verified` is what the login form says now. */
  signIn(email, verified) {
    const address = email.trim().toLowerCase();
    const user = this.#byEmail.get(address) ?? this.#add({
      user_id: `auth0|${randomBytes(12).toString('hex')}`,
      email: address,
      email_verified: false,
      app_metadata: {},
      user_metadata: {},
      logins_count: 0,
      created_at: now(),
    });
    user.email_verified = verified;
    this.recordLogin(user.user_id);
    return user;
  }

  recordLogin(userId) {
    const user = this.#byId.get(userId);
    user.logins_count += 1;
    user.last_login = now();
    user.updated_at = user.last_login;
    this.#save();
  }

  find(userId) {
    return this.#byId.get(userId);
  }

  all() {
    return [...this.#byId.values()];
  }

  /** Merges on the first level, as Auth0 does: null removes a key. */
  updateMetadata(userId, { appMetadata, userMetadata }) {
    const user = this.#byId.get(userId);
    user.app_metadata = merged(user.app_metadata, appMetadata);
    user.user_metadata = merged(user.user_metadata, userMetadata);
    user.updated_at = now();
    this.#save();
  }

  #add(user) {
    this.#byEmail.set(user.email, user);
    this.#byId.set(user.user_id, user);
    return user;
  }

  /** Writes beside the file and renames, so that a killed process leaves the old or the new one whole. */
  #save() {
    if (!this.#file) return;
    const users = this.all();
    writeFileSync(`${this.#file}.tmp`, `${JSON.stringify({ users }, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${this.#file}.tmp`, this.#file);
  }
}

function now() {
  return new Date().toISOString();
}

function merged(metadata, changes) {
  return Object.fromEntries(
    Object.entries({ ...metadata, ...changes }).filter(([, value]) => value !== null && value !== undefined),
  );
}

function load(file) {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const { users } = JSON.parse(readFileSync(file, 'utf8'));
    // Files of before have no times.
    if (users.every(isUser)) return users.map((user) => ({ created_at: now(), updated_at: now(), ...user }));
  } catch (error) {
    if (error.code === 'ENOENT') return [];
  }
  throw new ConfigurationError(`the users file ${file} cannot be used; repair or remove it`);
}

function isUser(user) {
  return typeof user.user_id === 'string' && typeof user.email === 'string' && Number.isInteger(user.logins_count)
    && typeof user.app_metadata === 'object' && typeof user.user_metadata === 'object';
}

module.exports = { UserStore };
