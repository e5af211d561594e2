'use strict';

/** What auth0-deploy-cli says that it would do. */

const ROW = /^│ (.*?) *│ (CREATE|UPDATE|DELETE)(?: \*)? *│ (.*?) *│$/;
const END = 'Dry Run completed successfully.';
const CONTROLS = /\u001b\[[0-9;?]*[A-Za-z]|\r/g;
const DRAWN = /^\s*[│◒◐◓◑■◇◆]/;

/**
 * The changes as `{ action, type, name }`, or undefined when the preview did not come to its end. Deletions are
 * left out: the tool lists what tenant.yaml does not name, and it is not allowed to delete.
 */
function changesOf(preview) {
  if (!preview.includes(END)) return undefined;
  const changes = [];
  let type = '';
  for (const line of preview.split('\n')) {
    const [row, resource, action, name] = ROW.exec(line) ?? [];
    if (!row) continue;
    type = resource || type;
    if (action === 'DELETE') continue;
    // Triggers have no name of their own, and only one is in tenant.yaml.
    changes.push({ action: action.toLowerCase(), type, name: type === 'Triggers' ? 'post-login' : name });
  }
  return changes;
}

/** The output of the tool without what it draws for terminals. */
function plain(output) {
  return output.replace(CONTROLS, '');
}

/** What is worth reading of plain output when the tool failed. */
function complaintOf(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !DRAWN.test(line) && !/ info: /.test(line));
  const start = lines.findIndex((line) => /error/i.test(line));
  return lines.slice(Math.max(start, 0)).join('\n');
}

module.exports = { changesOf, complaintOf, plain };
