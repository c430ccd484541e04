import { chmod, copyFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256, zipPackage } from '../../functions-registry/zip-package.ts';
import { foreignJar, isClientJar } from '../sandbox/java/java-client.ts';
import { nativeClient } from '../sandbox/java/native-client.ts';
import { makeFolder } from './folders.ts';
import type { HostedFunction } from './hosted-function.ts';
import { InvokeError } from './invoke-error.ts';

const BOOTSTRAPS = fileURLToPath(new URL('../sandbox/runtimes', import.meta.url));
/** Everyone may read and run, nobody writes. */
const READ_ONLY = 0o555;

/** Packages, laid out on disk where a sandbox can be shown them: each code hash once. */
export class Staging {
  /** Folder of the programs that call the handlers. */
  readonly bootstraps: string;
  readonly #root: string;
  #copies = 0;
  readonly #staged = new Map<string, Promise<string>>();

  private constructor(root: string) {
    this.#root = root;
    this.bootstraps = join(root, 'bootstraps');
  }

  /**
   * @param root an empty folder that sandboxes can reach
   * @param javaClient jars that call the handlers of Java functions
   */
  static async in(root: string, javaClient: readonly string[] = []): Promise<Staging> {
    const staging = new Staging(root);
    for (const name of ['bootstrap.mjs', 'bootstrap.py', 'bridge.pl']) {
      await copyReadOnly(join(BOOTSTRAPS, name), join(staging.bootstraps, name));
    }
    if (javaClient.length > 0) await stageJavaClient(javaClient, join(staging.bootstraps, 'java'));
    return staging;
  }

  /**
   * @returns folder of the unpacked package
   * @throws InvokeError ResourceNotReadyException: the files are not those that were approved
   */
  stage(hosted: HostedFunction): Promise<string> {
    const known = this.#staged.get(hosted.codeHash);
    if (known !== undefined) return known;
    const staging = this.#copy(hosted);
    this.#staged.set(hosted.codeHash, staging);
    staging.catch(() => this.#staged.delete(hosted.codeHash));
    return staging;
  }

  /** What is judged is the copy, which nobody can change any more. */
  async #copy({ name, files, codeHash }: HostedFunction): Promise<string> {
    this.#copies += 1;
    const folder = join(this.#root, 'code', String(this.#copies));
    await makeFolder(folder);
    const copies = new Map<string, string>();
    for (const [path, source] of files) {
      if (!isInside(path)) throw notApproved(name, `the path ${JSON.stringify(path)} leaves the package`);
      await copyReadOnly(source, join(folder, path));
      copies.set(path, join(folder, path));
    }
    const hash = sha256(await zipPackage(copies));
    if (hash !== codeHash) throw notApproved(name, `its files have hash ${hash}, approved is ${codeHash}`);
    return folder;
  }
}

const isInside = (path: string): boolean =>
  path !== '' && posix.normalize(path) === path && !path.startsWith('/') && !/^\.\.?(\/|$)/.test(path);

const notApproved = (name: string, why: string): InvokeError =>
  new InvokeError(
    'ResourceNotReadyException',
    `${name} is not run: ${why}. Restart the engine to read the registry again.`,
  );

async function stageJavaClient(jars: readonly string[], folder: string): Promise<void> {
  const copies = jars.map((jar) => join(folder, basename(jar)));
  for (const [index, jar] of jars.entries()) {
    const copy = copies[index] as string;
    await copyReadOnly(jar, copy);
    // What is judged is the copy here, too.
    if (!isClientJar(copy)) throw new Error(foreignJar(jar));
  }
  const library = await nativeClient(copies);
  if (library !== undefined) await writeFile(join(folder, 'client.so'), library, { mode: READ_ONLY });
}

async function copyReadOnly(from: string, to: string): Promise<void> {
  await makeFolder(dirname(to));
  await copyFile(from, to);
  await chmod(to, READ_ONLY);
}
