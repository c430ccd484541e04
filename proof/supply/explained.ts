/** What somebody looked at and found right, each with the reason; what is not needed any more must go. */
export interface Explained {
  /** Packages that run a script when they are installed, by name. */
  readonly installScripts: Readonly<Record<string, string>>;
  /** Platform packages for development that the lock has no hash of, by how their names begin. */
  readonly withoutIntegrity: Readonly<Record<string, string>>;
  /** Packages that say no licence anybody could read, by name: what their publisher says elsewhere. */
  readonly licences: Readonly<Record<string, { readonly licence: string; readonly reason: string }>>;
  /** Packages whose publisher advises against them, by name. */
  readonly deprecated: Readonly<Record<string, string>>;
  /** Advisories that do not concern us, by GHSA id, until a day (`YYYY-MM-DD`) on which somebody looks again. */
  readonly advisories: Readonly<Record<string, { readonly reason: string; readonly until: string }>>;
}

const OTHER_PLATFORM =
  'for platforms that neither CI nor Lambda has: not every registry has them, and a developer there trusts the registry';

export const EXPLAINED: Explained = {
  installScripts: {
    'classic-level': 'looks whether the LevelDB it brings fits this machine, and compiles it otherwise',
    esbuild: 'looks whether the binary of its platform package starts',
    '@swc/core': 'fetches a build in WebAssembly where there is no platform package; development only',
    '@parcel/watcher': 'compiles itself where it brings no build; development only',
  },
  withoutIntegrity: {
    '@biomejs/cli-': OTHER_PLATFORM,
    '@oxc-parser/binding-': OTHER_PLATFORM,
    '@swc/core-': OTHER_PLATFORM,
    '@unrs/resolver-binding-': OTHER_PLATFORM,
  },
  licences: {},
  deprecated: {},
  advisories: {},
};
