'use strict';

/**
 * As much of Kustomize as deploy/ uses, so that its test runs wherever Node does. Where kubectl is there, that test holds
 * this against it; what this does not know it refuses.
 */

const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const path = require('node:path');

const KNOWN = ['apiVersion', 'kind', 'namespace', 'resources', 'components', 'configMapGenerator', 'replicas', 'patches'];

/** All objects of a folder with a kustomization.yaml; names of generated ConfigMaps have no hash. */
exports.render = function render(folder, yaml, below = []) {
  const load = (name) => yaml.loadAll(readFileSync(path.join(folder, name), 'utf8')).filter(Boolean);
  const [file] = load('kustomization.yaml');
  for (const key of Object.keys(file)) assert.ok(KNOWN.includes(key), `${folder}: ${key} is not known here`);
  let all = [...below];
  for (const each of file.resources ?? []) {
    all.push(...(each.endsWith('.yaml') ? load(each) : render(path.join(folder, each), yaml)));
  }
  for (const each of file.components ?? []) all = render(path.join(folder, each), yaml, all);
  for (const each of file.configMapGenerator ?? []) all.push(configMap(folder, each));
  for (const { name, count } of file.replicas ?? []) find(all, 'Deployment', name).spec.replicas = count;
  for (const { target, patch } of file.patches ?? []) {
    assert.deepEqual(Object.keys(target), ['kind']);
    for (const object of all.filter(({ kind }) => kind === target.kind)) {
      for (const operation of yaml.load(patch)) apply(object, operation);
    }
  }
  if (file.namespace) for (const each of all) each.metadata.namespace = file.namespace;
  return all;
};

function configMap(folder, { name, envs = [], files = [] }) {
  const data = {};
  for (const each of envs) {
    for (const line of readFileSync(path.join(folder, each), 'utf8').split('\n')) {
      if (line && !line.startsWith('#')) data[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1);
    }
  }
  for (const each of files) data[each] = readFileSync(path.join(folder, each), 'utf8');
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
}

function apply(object, { op, path: pointer, value }) {
  assert.equal(op, 'replace');
  const keys = pointer.slice(1).split('/');
  const last = keys.pop();
  const parent = keys.reduce((each, key) => each[key], object);
  assert.ok(last in parent, pointer);
  parent[last] = value;
}

function find(all, kind, name) {
  return all.find((each) => each.kind === kind && each.metadata.name === name);
}
