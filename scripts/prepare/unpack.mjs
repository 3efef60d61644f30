/**
 * Server programs of Debian that tests run, unpacked into a folder of the project with the libraries that are missing here:
 * needs no root, and gets into the way of nothing that is installed.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runAside } from '../process.mjs';
import { Refusal, tell } from '../tell.mjs';

/**
 * `folder` is relative to the project's root, `programs` to it. Where they cannot be had, one sentence says so and the tests
 * that need them are skipped by name.
 *
 * @param {{ name: string, folder: string, packages: readonly string[], programs: readonly string[] }} wanted
 */
export async function unpackServer({ name, folder, packages, programs }) {
  if (existsSync(join(folder, programs[0]))) return;
  tell(`unpacking the Debian packages ${packages.join(', ')}`);
  const unfinished = resolve(`${folder}.unfinished`);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  try {
    await unpack(unfinished, packages);
    await unpackMissingLibraries(unfinished, packages, programs);
    renameSync(unfinished, folder);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    rmSync(unfinished, { recursive: true, force: true });
    tell(`${name} cannot be unpacked, its tests are skipped: ${error.message}`);
  }
}

/** A library that is missing may itself miss others. */
async function unpackMissingLibraries(folder, packages, programs) {
  const unpacked = new Set(packages);
  for (;;) {
    const missing = await missingLibraries(folder, programs);
    if (missing.length === 0) return;
    const named = await librariesOf([...unpacked]);
    const wanted = named.filter((name) => !unpacked.has(name) && missing.some((file) => brings(name, file)));
    if (wanted.length === 0) throw new Refusal(`no Debian package brings ${missing.join(', ')}`);
    await unpack(folder, wanted);
    for (const name of wanted) unpacked.add(name);
  }
}

/** The names of a library's package and of its file share the stem: libxapian30 and libxapian.so.30, libpcre3 and libpcreposix.so.3. */
function brings(packageName, file) {
  const stem = packageName.replace(/t64$/, '').replace(/-?[\d.]+$/, '');
  return file.startsWith(stem);
}

async function librariesOf(packages) {
  const output = await run('apt-cache', ['depends', ...packages]);
  const names = [...output.matchAll(/Depends: (lib\S+)/g)].map(([, name]) => name);
  return [...new Set(names)];
}

async function missingLibraries(folder, programs) {
  const paths = programs.map((name) => join(folder, name));
  const { output } = await runAside('ldd', paths, { LD_LIBRARY_PATH: libraryPath(folder) });
  return [...new Set([...output.matchAll(/(\S+) => not found/g)].map(([, file]) => file))];
}

/** Postfix keeps its own libraries in a folder of its own. */
function libraryPath(folder) {
  const bases = ['lib', 'usr/lib'].map((name) => join(folder, name)).filter((base) => existsSync(base));
  return bases
    .flatMap((base) => readdirSync(base).map((name) => join(base, name)))
    .filter((path) => path.endsWith('-linux-gnu') || path.endsWith('/postfix'))
    .join(':');
}

async function unpack(folder, packages) {
  const debs = join(folder, 'deb');
  mkdirSync(debs);
  await download(debs, packages);
  for (const deb of readdirSync(debs)) await run('dpkg-deb', ['-x', join(debs, deb), folder]);
  rmSync(debs, { recursive: true });
}

/** apt-get knows no folder to download to but the one it is started in. */
async function download(folder, packages) {
  const fetch = () => run('env', ['-C', folder, 'apt-get', 'download', '-qq', ...packages]);
  try {
    await fetch();
  } catch (error) {
    if (!(error instanceof Refusal) || process.getuid?.() !== 0) throw error;
    await run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', 'update', '-qq']);
    await fetch();
  }
}

async function run(command, args) {
  const { code, output } = await runAside(command, args);
  if (code === 0) return output;
  const words = output.trim().split('\n').at(-1);
  throw new Refusal(`${command} ${args.at(0)} failed${words ? ` (${words})` : ''}.`);
}
