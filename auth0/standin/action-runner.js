'use strict';

/**
 * Runs the post-login Action with Auth0's semantics: what the Action asks for is collected and takes
 * effect at the end of the trigger; a denial does not undo metadata; a throw is a denial that shows
 * its text and loses the rest.
 */

const { ConfigurationError } = require('./config');
const { isReservedClaim } = require('./reserved-claims');

const TIME_LIMIT_MS = 20_000;

class ActionRunner {
  #action;
  #secrets;
  #timeLimitMs;

  constructor({ file, secrets }, timeLimitMs = TIME_LIMIT_MS) {
    this.#action = loadAction(file);
    this.#secrets = secrets;
    this.#timeLimitMs = timeLimitMs;
  }

  /**
   * `denial` is undefined when the login may go on. `scopes` are the granted ones with the
   * Action's changes.
   */
  async run(event, scopes) {
    let outcome = emptyOutcome(scopes);
    try {
      // A copy, so that the Action can change neither our users nor the secrets of the next run.
      const copy = structuredClone({ ...event, secrets: this.#secrets });
      await withinLimit(this.#action(copy, apiFor(outcome)), this.#timeLimitMs);
    } catch (error) {
      outcome = { ...emptyOutcome(scopes), denial: String(error?.message ?? error) };
    }
    return { ...outcome, scopes: [...outcome.scopes] };
  }
}

function emptyOutcome(scopes) {
  return {
    denial: undefined,
    appMetadata: {},
    userMetadata: {},
    accessClaims: {},
    idClaims: {},
    scopes: new Set(scopes),
  };
}

function apiFor(outcome) {
  const claimSetter = (claims) => (name, value) => {
    if (!isReservedClaim(name)) claims[name] = structuredClone(value);
  };
  return {
    access: {
      deny: (reason) => { outcome.denial ??= String(reason); },
    },
    user: {
      setAppMetadata: (name, value) => { outcome.appMetadata[name] = structuredClone(value); },
      setUserMetadata: (name, value) => { outcome.userMetadata[name] = structuredClone(value); },
    },
    accessToken: {
      setCustomClaim: claimSetter(outcome.accessClaims),
      addScope: (scope) => { outcome.scopes.add(scope); },
      removeScope: (scope) => { outcome.scopes.delete(scope); },
    },
    idToken: {
      setCustomClaim: claimSetter(outcome.idClaims),
    },
  };
}

async function withinLimit(run, limitMs) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('Script execution time exceeded')), limitMs);
  });
  try {
    await Promise.race([run, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function loadAction(file) {
  let action;
  try {
    action = require(file).onExecutePostLogin;
  } catch (error) {
    throw new ConfigurationError(`the Action ${file} cannot be loaded (${error.code ?? error.name})`);
  }
  if (typeof action !== 'function') {
    throw new ConfigurationError(`the Action ${file} does not export onExecutePostLogin`);
  }
  return action;
}

module.exports = { ActionRunner };
