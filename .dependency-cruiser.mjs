/**
 * Who may import whom (docs/architecture in CONTRIBUTING.md). Each rule names a folder and what it may see of
 * this project and of the packages that decide about architecture; everything else is forbidden.
 */
const LAYERS = '^(core|adapters|lambdas|lib|local|functions-registry|bin|proof|bench)/';
const GUARDED = 'node_modules/(aws-cdk-lib|constructs|@aws-sdk|cdk-nag)/';

/** @param {string} from @param {{ own: string[], packages?: string[] }} allowed */
const only = (from, { own, packages = [] }) => ({
  name: `${from.replace(/[^a-z/-]/g, '')}-sees-only-its-own`,
  severity: 'error',
  from: { path: `^${from}` },
  to: {
    path: [LAYERS, GUARDED],
    pathNot: [...own.map((path) => `^${path}`), ...packages.map((name) => `node_modules/${name}`)],
  },
});

const PROOF_SEES = [
  'core/',
  'adapters/',
  'lambdas/.*(?<!\\.lambda)\\.ts',
  'local/',
  'functions-registry/[^/]+\\.ts',
  // What a stage is called, and what its Lambdas are made of.
  'lib/(config/|deployment-invalid\\.ts|packaging/)',
  'proof/',
];
/** Of the prover, what makes the app in memory and opens something in it; the proof itself reads templates only. */
const CHANGES_THE_APP = 'prove/(assembly/cdk-app\\.ts|mutants/)';

export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      // Of Node only the hash: a pure function, and synchronous there.
      name: 'core-imports-zod-and-itself',
      severity: 'error',
      from: { path: '^core/' },
      to: { pathNot: ['^core/', 'node_modules/zod/', '^(node:)?crypto$'] },
    },
    only('adapters/', { own: ['core/', 'adapters/'], packages: ['@aws-sdk/'] }),
    {
      name: 'adapters-see-only-their-own-folder',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/' },
      to: { path: '^adapters/', pathNot: '^adapters/$1/' },
    },
    only('lambdas/', { own: ['core/', 'adapters/(?!memory/)', 'lambdas/'], packages: ['@aws-sdk/'] }),
    {
      name: 'lambdas-see-only-their-own-folder',
      severity: 'error',
      from: { path: '^lambdas/(?!shared/)([^/]+)/' },
      to: { path: '^lambdas/', pathNot: ['^lambdas/$1/', '^lambdas/shared/'] },
    },
    only('functions-registry/[^/]+\\.ts$', { own: ['core/(model|errors)', 'functions-registry/'] }),
    {
      name: 'functions-see-only-themselves',
      severity: 'error',
      from: { path: '^functions-registry/([^/]+)/' },
      to: { path: LAYERS, pathNot: '^functions-registry/$1/' },
    },
    only('lib/', {
      own: [
        'core/(model|errors)',
        'lambdas/[^/]+/env\\.ts',
        'lambdas/shared/tables\\.ts',
        'functions-registry/[^/]+\\.ts',
        'lib/',
      ],
      packages: ['aws-cdk-lib/', 'constructs/', 'cdk-nag/'],
    }),
    only('local/', {
      own: [
        'core/',
        'adapters/(?!memory/)',
        'lambdas/.*(?<!\\.lambda)\\.ts',
        'functions-registry/[^/]+\\.ts',
        // What a stage is called and where it is; no CDK.
        'lib/(config/|deployment-invalid\\.ts)',
        'local/',
      ],
      packages: ['@aws-sdk/'],
    }),
    only(`proof/(?!${CHANGES_THE_APP})`, { own: PROOF_SEES, packages: ['@aws-sdk/'] }),
    only(`proof/${CHANGES_THE_APP}`, {
      own: [...PROOF_SEES, 'lib/'],
      packages: ['aws-cdk-lib/', 'constructs/'],
    }),
    only('bench/(?!synth/)', { own: ['core/', 'local/', 'functions-registry/[^/]+\\.ts', 'bench/'] }),
    // It holds what CDK's guide teaches against what the engine does.
    only('bench/synth/', {
      own: ['core/model/', 'functions-registry/[^/]+\\.ts', 'bench/synth/'],
      packages: ['aws-cdk-lib/'],
    }),
    {
      name: 'not-to-benches',
      severity: 'error',
      from: { path: LAYERS, pathNot: '^bench/' },
      to: { path: '^bench/' },
    },
    {
      name: 'not-to-proofs',
      severity: 'error',
      from: { path: LAYERS, pathNot: '^proof/' },
      to: { path: '^proof/' },
    },
    {
      name: 'not-to-tests',
      severity: 'error',
      from: { path: LAYERS, pathNot: '/test/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/(code|fixtures)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
