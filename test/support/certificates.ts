import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificate {
  /** PEM, both. */
  readonly key: string;
  readonly cert: string;
}

/** What is missing for making certificates, if anything. */
export function missingOpenssl(): string | undefined {
  return spawnSync('openssl', ['version']).status === 0 ? undefined : 'there is no openssl program';
}

/** An authority of tests, whose files lie in one folder. */
export class Authority {
  /** Path of its own certificate. */
  readonly path: string;
  readonly #folder: string;
  #made = 0;

  constructor(folder: string) {
    this.#folder = folder;
    this.path = join(folder, 'authority.pem');
    this.#run(
      'req',
      '-x509',
      ...NEW_KEY,
      'authority.key',
      '-out',
      this.path,
      '-days',
      '1',
      '-subj',
      '/CN=Authority of tests',
    );
  }

  /** @param host that the certificate is for @param days that it is good for; it has ended where they are negative */
  certificate(host: string, days = 1): Certificate {
    const name = this.#nextName();
    this.#run('req', ...NEW_KEY, `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${host}`);
    writeFileSync(join(this.#folder, `${name}.ext`), `subjectAltName=DNS:${host}\n`);
    const signed = [
      '-CA',
      this.path,
      '-CAkey',
      'authority.key',
      '-CAcreateserial',
      '-extfile',
      `${name}.ext`,
    ];
    this.#run('x509', '-req', '-in', `${name}.csr`, ...signed, '-days', String(days), '-out', `${name}.pem`);
    return this.#read(name);
  }

  /** One that nobody vouches for. */
  selfSigned(host: string): Certificate {
    const name = this.#nextName();
    const about = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
    this.#run('req', '-x509', ...NEW_KEY, `${name}.key`, '-out', `${name}.pem`, '-days', '1', ...about);
    return this.#read(name);
  }

  #nextName(): string {
    this.#made += 1;
    return `certificate-${this.#made}`;
  }

  #read(name: string): Certificate {
    const read = (ending: string) => readFileSync(join(this.#folder, `${name}.${ending}`), 'utf8');
    return { key: read('key'), cert: read('pem') };
  }

  #run(...args: readonly string[]): void {
    const { status, stderr } = spawnSync('openssl', args, { cwd: this.#folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`openssl ${args[0]} failed: ${stderr}`);
  }
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout'];
