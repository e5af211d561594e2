'use strict';

const { randomBytes } = require('node:crypto');

/**
 * Values under unguessable ids, each for the same time. Bounded, so that pages that are opened and
 * never answered do not pile up: beyond the limit the oldest goes first.
 */
class ExpiringStore {
  #entries = new Map();
  #lifetimeMs;
  #limit;

  constructor(lifetimeMs, limit = 10_000) {
    this.#lifetimeMs = lifetimeMs;
    this.#limit = limit;
  }

  add(value) {
    this.#dropStale();
    const id = randomBytes(32).toString('base64url');
    this.#entries.set(id, { value, expiresAt: Date.now() + this.#lifetimeMs });
    return id;
  }

  get(id) {
    const entry = this.#entries.get(id);
    return entry && entry.expiresAt > Date.now() ? entry.value : undefined;
  }

  /** The value, for the first caller only. */
  take(id) {
    const value = this.get(id);
    this.#entries.delete(id);
    return value;
  }

  #dropStale() {
    const now = Date.now();
    for (const [id, { expiresAt }] of this.#entries) {
      if (expiresAt > now && this.#entries.size < this.#limit) break;
      this.#entries.delete(id);
    }
  }
}

module.exports = { ExpiringStore };
