'use strict';

/** What deploy/sites and deploy/kubernetes make of each other: rendered, and held against the code and the settings. */

const assert = require('node:assert/strict');
const { execFileSync, spawnSync } = require('node:child_process');
const { existsSync, readFileSync, readdirSync } = require('node:fs');
const path = require('node:path');
const { before, describe, test } = require('node:test');
const { render } = require('./kustomize');

const ROOT = path.join(__dirname, '../..');
const SERVICES = ['invite-api', 'token-worker', 'segment-bridge', 'claim-gateway'];
const HEALTH = { 'invite-api': 8180, 'claim-gateway': 8181, 'token-worker': 8082, 'segment-bridge': 8083 };
const HTTP = { 'invite-api': 8080, 'claim-gateway': 8081 };
const SITES = readdirSync(path.join(ROOT, 'deploy/sites'), { withFileTypes: true }).filter((each) => each.isDirectory())
  .map(({ name }) => name);
const YAML = path.join(ROOT, 'auth0/deploy/node_modules/js-yaml');
// It comes with auth0-deploy-cli, which bin/verify installs; in CI it must be there.
const skip = !existsSync(YAML) && !process.env.CI && 'no YAML parser: npm could not install auth0-deploy-cli';

const yaml = skip ? undefined : require(YAML);

test('there are the sites that we know', () => assert.deepEqual(SITES.sort(), ['appliance', 'backup', 'cloud']));

for (const site of SITES) {
  describe(site, { skip }, () => {
    let all;
    let pods;

    before(() => {
      all = render(path.join(ROOT, 'deploy/sites', site), yaml);
      pods = all.filter(({ kind }) => kind === 'Deployment' || kind === 'Job')
        .map((each) => ({ name: each.metadata.name, kind: each.kind, labels: each.spec.template.metadata.labels,
          spec: each.spec.template.spec, whole: each.spec }));
    });

    const of = (kind) => all.filter((each) => each.kind === kind);
    const named = (kind, name) => of(kind).find(({ metadata }) => metadata.name === name);
    const settings = (service) => named('ConfigMap', service).data;
    const chosen = (selector) => pods.filter(({ labels }) =>
      Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value));

    // What kubectl itself would apply, where it is there: the renderer of the tests must not differ from it.
    test('renders as kubectl does', (context) => {
      if (!kubectl()) {
        context.skip('kubectl 1.27 or newer is not installed; all else is tested without it');
        return;
      }
      const real = yaml.loadAll(execFileSync('kubectl', ['kustomize', path.join(ROOT, 'deploy/sites', site)],
        { encoding: 'utf8' }));
      const plain = (list) => list.map((each) => JSON.stringify(sorted(withoutHash(each)))).sort();
      assert.deepEqual(plain(all), plain(real));
    });

    test('runs the four services, and provisions the cluster', () => {
      for (const service of SERVICES) assert.ok(named('Deployment', service), service);
      assert.ok(named('Job', 'provision-dev'));
      for (const { metadata } of all) assert.equal(metadata.namespace, 'invites', metadata.name);
    });

    test('gives each service settings that it has, and no secret', () => {
      const { status, stderr } = spawnSync(path.join(ROOT, 'bin/release'), ['--bundles-only', '1.2.3'],
        { encoding: 'utf8', env: { ...process.env, INVITE_RELEASE_FOLDER: path.join(ROOT, 'target/deploy-test') } });
      assert.equal(status, 0, stderr);
      for (const service of SERVICES) {
        const lines = readFileSync(path.join(ROOT, 'deploy/sites', site, `${service}.env`), 'utf8').split('\n')
          .filter((line) => line && !line.startsWith('#'));
        assert.deepEqual(Object.entries(settings(service)).map(([key, value]) => `${key}=${value}`), lines);
      }
      assert.deepEqual(of('Secret'), []);
      for (const { spec } of pods) {
        for (const { env = [] } of spec.containers) {
          for (const { name } of env) assert.ok(!/PASSWORD|SECRET|WRITE_KEY|COOKIE_KEYS/.test(name), name);
        }
      }
    });

    test('locks in what runs', () => {
      for (const { name, spec } of pods) {
        assert.equal(spec.automountServiceAccountToken, false, name);
        assert.equal(spec.securityContext.runAsNonRoot, true, name);
        assert.equal(spec.securityContext.runAsUser, 10001, name);
        assert.equal(spec.securityContext.seccompProfile.type, 'RuntimeDefault', name);
        for (const { image, resources, securityContext, volumeMounts } of spec.containers) {
          assert.match(image, /^[a-z./-]+:[\w.-]+$/, name);
          assert.ok(!image.endsWith(':latest'), name);
          assert.ok(resources.limits.memory && resources.requests.memory && resources.requests.cpu, name);
          assert.equal(securityContext.readOnlyRootFilesystem, true, name);
          assert.equal(securityContext.allowPrivilegeEscalation, false, name);
          assert.deepEqual(securityContext.capabilities, { drop: ['ALL'] }, name);
          for (const mount of volumeMounts) {
            const volume = spec.volumes.find((each) => each.name === mount.name);
            assert.ok(volume, `${name}: ${mount.name}`);
            assert.ok(volume.emptyDir || mount.readOnly, `${name}: ${mount.name} can be written`);
          }
          for (const volume of spec.volumes) {
            assert.ok(volumeMounts.some((each) => each.name === volume.name), `${name}: ${volume.name} is mounted nowhere`);
          }
        }
      }
      for (const service of SERVICES) {
        assert.equal(named('Deployment', service).spec.template.spec.containers[0].resources.limits.memory, '384Mi');
      }
    });

    test('asks for health where it is', () => {
      for (const service of SERVICES) {
        assert.ok(read(`${service}/src/main/resources/${service}.yml`).includes(`:${HEALTH[service]}}`), service);
        const [container] = named('Deployment', service).spec.template.spec.containers;
        for (const [probe, path] of [['startupProbe', 'liveness'], ['livenessProbe', 'liveness'], ['readinessProbe', 'readiness']]) {
          const { httpGet } = container[probe];
          assert.equal(httpGet.path, `/actuator/health/${path}`, service);
          assert.equal(container.ports.find(({ name }) => name === httpGet.port).containerPort, HEALTH[service], service);
        }
        // As the image's own health check.
        assert.ok(read('docker-compose.yml').includes(`HEALTH_PORT: ${HEALTH[service]}`), service);
      }
    });

    test('leaves a stop the time that it takes', () => {
      for (const service of SERVICES) {
        const { terminationGracePeriodSeconds: grace, containers: [{ lifecycle }] } = named('Deployment', service).spec.template.spec;
        const [, phase] = read(`${service}/src/main/resources/${service}.yml`)
          .match(/timeout-per-shutdown-phase: \$\{\w+:(\d+)s}/);
        const before = lifecycle?.preStop.sleep.seconds ?? 0;
        assert.ok(grace >= before + Number(phase) + 10, `${service}: ${grace} s`);
        assert.equal(before > 0, service in HTTP, service);
      }
    });

    test('rolls out without a gap', () => {
      for (const service of SERVICES) {
        const { strategy, minReadySeconds } = named('Deployment', service).spec;
        assert.deepEqual(strategy.rollingUpdate, { maxUnavailable: 0, maxSurge: 1 }, service);
        assert.ok(minReadySeconds > 0, service);
        const budget = named('PodDisruptionBudget', service);
        assert.equal(budget.spec.maxUnavailable, 1, service);
      }
    });

    test('selects something with every selector', () => {
      for (const { spec } of of('Deployment')) assert.equal(chosen(spec.selector).length, 1);
      for (const { metadata, spec } of of('PodDisruptionBudget')) assert.equal(chosen(spec.selector).length, 1, metadata.name);
      for (const { metadata, spec } of of('Service')) {
        const [pod, ...others] = chosen({ matchLabels: spec.selector });
        assert.deepEqual(others, [], metadata.name);
        for (const { targetPort } of spec.ports) {
          const port = pod.spec.containers[0].ports.find(({ name }) => name === targetPort);
          assert.equal(port.containerPort, HTTP[metadata.name], metadata.name);
        }
      }
      for (const { metadata, spec } of of('NetworkPolicy')) {
        assert.ok(chosen(spec.podSelector).length > 0, metadata.name);
        for (const { ports } of spec.ingress ?? []) {
          for (const { port } of ports) {
            assert.ok(chosen(spec.podSelector)[0].spec.containers[0].ports.some(({ name }) => name === port), metadata.name);
          }
        }
      }
      for (const { spec } of pods) {
        for (const { topologySpreadConstraints = [] } of [spec]) {
          for (const { labelSelector } of topologySpreadConstraints) assert.equal(chosen(labelSelector).length, 1);
        }
      }
    });

    test('refers to what is there', () => {
      for (const { name, spec } of pods) {
        const maps = [...spec.volumes.map(({ configMap }) => configMap?.name),
          ...spec.containers.flatMap(({ envFrom = [] }) => envFrom.map(({ configMapRef }) => configMapRef.name)),
          ...spec.containers.flatMap(({ env = [] }) => env.map(({ valueFrom }) => valueFrom?.configMapKeyRef.name))];
        // Public keys come and go without a deployment: docs/keys.md.
        for (const map of maps.filter((each) => each && each !== 'invite-public-keys')) {
          assert.ok(named('ConfigMap', map), `${name}: ${map}`);
        }
      }
    });

    test('lets everybody go where settings lead, and nowhere else', () => {
      assert.deepEqual(named('NetworkPolicy', 'deny-all').spec, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
      for (const { name, labels } of pods) {
        const rules = of('NetworkPolicy').filter(({ spec }) => chosen(spec.podSelector).some((pod) => pod.name === name))
          .flatMap(({ spec }) => spec.egress ?? []);
        const places = SERVICES.includes(name) ? wanted(settings(name), name)
          : name === 'mirror' ? wanted(settings('mirror'), name) : [['kafka-bootstrap.kafka.svc', 9093]];
        for (const [host, port] of places) {
          assert.ok(rules.some((rule) => opens(rule, host, port)), `${name} cannot reach ${host}:${port}`);
        }
        // Each rule is there for something.
        for (const rule of rules.filter(({ ports }) => ports[0].port !== 53)) {
          assert.ok(places.some(([host, port]) => opens(rule, host, port)), `${name} may go where it need not: ${JSON.stringify(rule)}`);
        }
        assert.ok(labels['app.kubernetes.io/name']);
      }
    });

    test('scales workers by groups and topics that exist, and no further than there are partitions', () => {
      const scaled = of('ScaledObject');
      assert.deepEqual(scaled.map(({ metadata }) => metadata.name).sort(), site === 'cloud' ? ['segment-bridge', 'token-worker'] : []);
      const [, partitions] = read('invite-events/src/main/java/dev/missioncontrol/invite/event/Topics.java')
        .match(/DEFAULT_PARTITIONS = (\d+);/);
      const access = read('invite-kafka/src/main/java/dev/missioncontrol/invite/kafka/ServiceAccess.java');
      for (const { spec } of scaled) {
        const service = spec.scaleTargetRef.name;
        const yml = read(`${service}/src/main/resources/${service}.yml`);
        const consumers = Number(yml.match(/concurrency: \$\{SEGMENT_CONCURRENCY:(\d+)}/)?.[1] ?? 1);
        assert.ok(spec.maxReplicaCount * consumers <= Number(partitions), service);
        assert.equal(named('Deployment', service).spec.replicas, undefined, service);
        const watched = spec.triggers.map(({ metadata: { consumerGroup: group, topic } }) => `${group} ${topic}`);
        assert.deepEqual(watched.sort(), reads(service).sort());
        for (const { metadata, authenticationRef } of spec.triggers) {
          assert.ok(access.includes(`"${metadata.consumerGroup}"`), metadata.consumerGroup);
          assert.ok(settings(service)[metadata.bootstrapServersFromEnv], service);
          const { spec: { secretTargetRef: secrets } } = named('TriggerAuthentication', authenticationRef.name);
          const mounted = named('Deployment', service).spec.template.spec.volumes.find(({ name }) => name === 'secrets').secret.secretName;
          for (const { name } of secrets) assert.equal(name, mounted);
        }
      }
      for (const { metadata, spec } of of('HorizontalPodAutoscaler')) {
        assert.equal(site, 'cloud');
        assert.equal(named('Deployment', spec.scaleTargetRef.name).spec.replicas, undefined, metadata.name);
      }
    });

    test('has as many instances as the site is for', () => {
      const counts = Object.fromEntries(SERVICES.map((each) => [each, named('Deployment', each).spec.replicas]));
      const expected = {
        cloud: [undefined, undefined, undefined, undefined], appliance: [1, 1, 1, 1], backup: [2, 0, 0, 2],
      }[site];
      assert.deepEqual(counts, Object.fromEntries(SERVICES.map((each, i) => [each, expected[i]])));
      assert.equal(settings('invite-api').INVITE_READ_ONLY, site === 'backup' ? 'true' : undefined);
      assert.equal(named('Deployment', 'mirror') !== undefined, site === 'backup');
      // Two that write the same topics contradict each other for good.
      if (site === 'backup') assert.equal(named('Deployment', 'mirror').spec.replicas, 1);
    });
  });
}

test('MirrorMaker is given every variable that its settings name', { skip }, () => {
  const text = read('deploy/mirror/mirror-maker.properties');
  const names = new Set([...text.matchAll(/\$\{env:(\w+)}/g)].map(([, name]) => name));
  const all = render(path.join(ROOT, 'deploy/sites/backup'), yaml);
  const { data } = all.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'mirror');
  assert.ok(names.size > 2);
  for (const name of names) assert.ok(name in data, name);
});

test('the primary and its backup make and take the same links', { skip }, () => {
  for (const service of ['claim-gateway', 'token-worker', 'segment-bridge']) {
    assert.equal(read(`deploy/sites/backup/${service}.env`), read(`deploy/sites/cloud/${service}.env`), service);
  }
});

test('bin/manifests names the version', { skip: skip || (!kubectl() && 'no kubectl') }, () => {
  const text = execFileSync(path.join(ROOT, 'bin/manifests'), ['--registry', 'registry.example.com', 'cloud', '1.2.3'], { encoding: 'utf8' });
  const images = yaml.loadAll(text).flatMap(({ spec }) => spec?.template?.spec.containers ?? []).map(({ image }) => image);
  assert.deepEqual(images.sort(), ['claim-gateway', 'invite-api', 'invitectl', 'segment-bridge', 'token-worker']
    .map((each) => `registry.example.com/missioncontrol/${each}:1.2.3`));
  for (const bad of [['cloud'], ['nowhere', '1.2.3'], ['../x', '1'], ['cloud', 'a b']]) {
    assert.equal(spawnSync(path.join(ROOT, 'bin/manifests'), bad).status, 2, bad.join(' '));
  }
});

/** Hosts and ports that the settings of a service lead to. */
function wanted(data, service) {
  const places = [];
  for (const [name, value] of Object.entries(data)) {
    if (name.endsWith('BOOTSTRAP_SERVERS')) {
      for (const each of value.split(',')) places.push([each.split(':')[0], Number(each.split(':')[1])]);
    } else if (/_(R2DBC|JDBC)_URL$/.test(name)) {
      const [, host, port] = value.match(/\/\/([\w.-]+):(\d+)\//);
      places.push([host, Number(port)]);
    } else if (/^(AUTH0_DOMAIN|INVITE_AUTH0_DOMAIN|INVITE_ISSUER|INVITE_TRACING_ENDPOINT|SEGMENT_ENDPOINT)$/.test(name)) {
      const address = new URL(value.includes('://') ? value : `https://${value}`);
      places.push([address.hostname, Number(address.port || { 'https:': 443, 'http:': 80 }[address.protocol])]);
    }
  }
  // Where it goes when nothing is said.
  if (service === 'segment-bridge' && !data.SEGMENT_ENDPOINT) places.push(['api.segment.io', 443]);
  return places;
}

/** Whether an egress rule lets a pod reach a host; names of services say in which namespace they are. */
function opens({ to, ports }, host, port) {
  const namespace = host.match(/^[\w-]+\.([\w-]+)\.svc(\.|$)/)?.[1];
  return ports.some((each) => each.port === port) && to.some(({ namespaceSelector, ipBlock }) =>
    (namespace ? namespaceSelector?.matchLabels['kubernetes.io/metadata.name'] === namespace : ipBlock !== undefined));
}

/** Group and topic of all that a worker reads, by the code. */
function reads(service) {
  const doors = (group, topic) => [`${group} ${topic}`, `${group} ${topic}.replay`];
  return service === 'token-worker' ? doors('token-worker', 'invite.commands')
    : [...doors('segment-bridge-identify', 'invite.signed'), ...doors('segment-bridge-track', 'invite.identified')];
}

function kubectl() {
  const { stdout } = spawnSync('kubectl', ['version', '--client', '--output=json'], { encoding: 'utf8' });
  try {
    return Number.parseInt(JSON.parse(stdout).clientVersion.minor, 10) >= 27;
  } catch {
    return false;
  }
}

function withoutHash(value) {
  return JSON.parse(JSON.stringify(value).replace(/-[a-z0-9]{10}"/g, (hash) => (/-[bcdfghkmt2456789]{10}"/.test(hash) ? '"' : hash)));
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}

function read(name) {
  return readFileSync(path.join(ROOT, name), 'utf8');
}
