'use strict';

/** What bin/roll refuses before it looks at anything; bin/roll-smoke tries what it does. */

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { test } = require('node:test');

const ROLL = path.join(__dirname, '../roll');

const REFUSED = {
  'no version': [[], /is not a version/],
  'what is no version': [['1 2'], /is not a version/],
  'a service that there is not': [['1.2.3', 'postman'], /there is no service postman/],
  'an unknown option': [['--fast', '1.2.3'], /unknown option --fast/],
  'a patience that is no number': [['--patience', 'long', '1.2.3'], /--patience needs a number/],
  'a token that is not there': [['--token-file', '/nowhere/token', '1.2.3'], /--token-file needs a file/],
};

for (const [name, [args, message]] of Object.entries(REFUSED)) {
  test(`refuses ${name}`, () => {
    const { status, stdout, stderr } = spawnSync(ROLL, args, { encoding: 'utf8' });
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^roll: .*\n$/);
    assert.match(stderr, message);
  });
}

test('helps', () => {
  const { status, stdout } = spawnSync(ROLL, ['--help'], { encoding: 'utf8' });
  assert.equal(status, 0);
  assert.match(stdout, /^Usage: bin\/roll /);
});
