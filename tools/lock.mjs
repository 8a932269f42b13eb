// Brings package-lock.json up to date with package.json, keeping the versions it holds, and completes it:
// a registry mirror may lack the binary packages of platforms other than its users' (npm then leaves
// them out, and `npm ci` calls the lock out of sync). Such an entry has no checksum, which no one here
// can know; the platform it is for fetches exactly this version.
// usage: node tools/lock.mjs
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const file = path.join(root, 'package-lock.json');
const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

/** Whether an import of `name` from the package at `from` finds a locked package. */
function isFound(packages, from, name) {
  const owners = from.split(/(?:^|\/)node_modules\//).slice(1);
  return [...owners.keys(), owners.length].some((depth) =>
    Object.hasOwn(packages, [...owners.slice(0, depth), name].map((one) => `node_modules/${one}`).join('/')),
  );
}

/** os, cpu and libc as the names of binary packages say them: `-linux-arm64-musl`. */
function platformOf(name) {
  const parts = name.split('/').at(-1).split('-');
  const os = SYSTEMS.find((one) => parts.includes(one));
  const cpu = PROCESSORS.find((one) => parts.includes(one));
  if (os === undefined || cpu === undefined) throw new Error(`${name}: the name tells no platform`);
  const libc = os !== 'linux' || cpu === 'arm' ? undefined : [parts.at(-1) === 'musl' ? 'musl' : 'glibc'];
  return { os: [os], cpu: [cpu], libc };
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const { status } = spawnSync(npm, ['install', '--package-lock-only', '--ignore-scripts'], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
if (status !== 0) process.exit(status ?? 1);

const lock = JSON.parse(readFileSync(file, 'utf8'));
const { packages } = lock;
const completed = [];
for (const [from, { version, optionalDependencies = {}, dev, license, engines }] of Object.entries(
  packages,
)) {
  for (const [name, wanted] of Object.entries(optionalDependencies)) {
    if (isFound(packages, from, name)) continue;
    // Binary packages are released together with the package that asks for them.
    if (wanted !== version) throw new Error(`${from} wants ${name}@${wanted}: no exact version to lock`);
    const { os, cpu, libc } = platformOf(name);
    // In npm's order of keys, so that its next run changes nothing.
    packages[`node_modules/${name}`] = { version, cpu, dev, libc, license, optional: true, os, engines };
    completed.push(`${name}@${version}`);
  }
}
const sorted = Object.keys(packages).sort((a, b) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries(sorted.map((place) => [place, packages[place]]));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(completed.length === 0 ? 'complete' : `without a checksum:\n  ${completed.join('\n  ')}`);
