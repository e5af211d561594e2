'use strict';

const assert = require('node:assert/strict');
const { describe, it } = require('node:test');

const { ActionRunner } = require('../standin/action-runner');
const { ExpiringStore } = require('../standin/expiring-store');
const { UserStore } = require('../standin/users');
const { actionOf, temporaryFile } = require('../test-support/standin-client');

describe('the expiring store', () => {
  it('hands a value out until its time is over', (t) => {
    t.mock.timers.enable({ apis: ['Date'] });
    const store = new ExpiringStore(1000);
    const id = store.add('value');
    t.mock.timers.tick(999);
    assert.equal(store.get(id), 'value');
    t.mock.timers.tick(1);
    assert.equal(store.get(id), undefined);
    assert.equal(store.take(id), undefined);
  });

  it('lets a value be taken once', () => {
    const store = new ExpiringStore(1000);
    const id = store.add('value');
    assert.equal(store.take(id), 'value');
    assert.equal(store.take(id), undefined);
    assert.equal(store.take(undefined), undefined);
  });

  it('drops the oldest beyond its limit', () => {
    const store = new ExpiringStore(60_000, 2);
    const ids = ['a', 'b', 'c'].map((value) => store.add(value));
    assert.deepEqual(ids.map((id) => store.get(id)), [undefined, 'b', 'c']);
  });
});

describe('the runner of the Action', () => {
  it('ends an Action that takes too long, and what it does later counts for nothing', async (t) => {
    const { action } = actionOf(t.after.bind(t), `
      api.user.setAppMetadata('a', 1);
      await new Promise((end) => setTimeout(end, 100));
      throw new Error('late');`);
    const runner = new ActionRunner(action, 20);
    const outcome = await runner.run({}, ['openid']);
    assert.equal(outcome.denial, 'Script execution time exceeded');
    assert.deepEqual(outcome.appMetadata, {});
    assert.deepEqual(outcome.scopes, ['openid']);
  });

  it('keeps the first denial', async (t) => {
    const { action } = actionOf(t.after.bind(t), 'api.access.deny("first"); api.access.deny("second");');
    const runner = new ActionRunner(action);
    assert.equal((await runner.run({}, [])).denial, 'first');
  });

  it('says which file cannot be used', (t) => {
    const none = temporaryFile(t.after.bind(t), 'none.js');
    assert.throws(() => new ActionRunner({ file: none }), { message: `the Action ${none} cannot be loaded (MODULE_NOT_FOUND)` });
    const broken = temporaryFile(t.after.bind(t), 'broken.js', '(');
    assert.throws(() => new ActionRunner({ file: broken }), { message: `the Action ${broken} cannot be loaded (SyntaxError)` });
    const empty = temporaryFile(t.after.bind(t), 'empty.js', '');
    assert.throws(() => new ActionRunner({ file: empty }), { message: `the Action ${empty} does not export onExecutePostLogin` });
  });
});

describe('the users file', () => {
  it('is refused when it cannot be read as users, and stays as it is', (t) => {
    for (const text of ['', '{', '[]', '{}', '{"users":[null]}', '{"users":[{"user_id":"a"}]}']) {
      const broken = temporaryFile(t.after.bind(t), 'users.json', text);
      assert.throws(() => new UserStore(broken), { message: `the users file ${broken} cannot be used; repair or remove it` });
    }
  });
});
