import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../../core/model/json.ts';
import type { App } from '../model/app.ts';
import { FUNCTIONS_STACK } from '../model/functions.ts';
import { at, ofType, type Resource } from '../model/model.ts';
import { opaque } from '../model/opaque.ts';
import { isCaller, mayCall, ownRoleOf, QUALIFIERS, REGISTRAR } from './caller-roles.ts';
import type { Claim, Told } from './claim.ts';
import { bucketOf } from './code.ts';

export const registrarNeverProcesses: Claim = {
  name: 'registrar-never-processes',
  sentence:
    "The registrar may call immutable versions of functions' calls that no person's data is near, and no other Lambda.",
  closes: 'function URL, resource policy, event source, destination, alias',
  judge(app, told) {
    const role = ownRoleOf(app, REGISTRAR, told);
    if (!role) return;
    const processing = app.functions.filter(({ call }) => call === 'process');
    const others = app.functions.filter(({ call }) => call !== 'process');
    const resources = (lambdas: typeof processing) => lambdas.map(({ resource }) => resource);
    const allowed =
      mayCall([...resources(processing), ...app.engineLambdas], role, QUALIFIERS) ??
      mayCall(resources(others), role, ['', ':$LATEST']);
    if (allowed)
      told.violates(role.resource, '', allowed, 'calls of versions, of configurations and bundles only');
    else told.shows(role.resource, `may call none of ${processing.length} Lambdas that see data`);
  },
};

export const REGISTRATION = 'Custom::FunctionRegistration';

const PROPERTIES = ['Again', 'Functions', 'OnlyFor', 'Packages', 'ServiceTimeout', 'ServiceToken'];

export const registeredByTheRegistrar: Claim = {
  name: 'registered-by-the-registrar-alone',
  sentence:
    "Each functions stack tells the engine's registrar, and nobody else, which versions are its functions': those in the stack.",
  closes: 'another code than the approved one',
  judge(app, told) {
    for (const stack of app.stacks.filter((name) => FUNCTIONS_STACK.test(name))) {
      const registrations = ofType(app, REGISTRATION).filter((one) => one.stack === stack);
      const registration = told.onlyOne(registrations, stack, 'a registration of its functions');
      if (registration) judgeRegistration(app, registration, told);
    }
  },
};

function judgeRegistration(app: App, registration: Resource, told: Told): void {
  const before = told.violations.length;
  told.hasOnly(registration, PROPERTIES);
  const registrar = app.engineLambdas.find((lambda) => isCaller(lambda, REGISTRAR));
  if (!registrar || at(registration, 'ServiceToken') !== registrar.arn)
    told.wrong(registration, 'ServiceToken', 'the registrar of these templates');
  const { Bucket, Key, Hash } = Object(at(registration, 'Packages')) as Record<string, Json>;
  if (!bucketOf(app).test(String(Bucket)) || Key !== `${Hash}.json`)
    told.wrong(registration, 'Packages', 'what the deployment has put into the bucket of assets');
  const versions = versionsIn(app, registration.stack);
  const named = Object.entries(Object(at(registration, 'Functions')) as Record<string, Json>);
  for (const [id, properties] of named) {
    const { Percentage: _share, ...own } = Object(properties) as Record<string, Json>;
    if (!isDeepStrictEqual(own, versions.get(id)))
      told.wrong(registration, `Functions.${id}`, "the function's versions in this stack");
  }
  for (const id of versions.keys())
    if (!named.some(([name]) => name === id)) told.wrong(registration, `Functions.${id}`, 'its versions');
  if (told.violations.length === before)
    told.shows(registration, `${named.length} functions, to the registrar`);
}

const CALLS = { process: 'Process', bundle: 'Bundle', configuration: 'Configuration' } as const;

/** The versions of each function in a stack, as its registration must name them. */
function versionsIn(app: App, stack: string): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const versions = new Map<string, Record<string, string>>();
  for (const { resource, functionId, call } of app.functions.filter((one) => one.resource.stack === stack)) {
    const version = ofType(app, 'AWS::Lambda::Version').find(
      (one) => at(one, 'FunctionName') === resource.ref,
    );
    if (functionId === undefined || !version) continue;
    versions.set(functionId, {
      ...versions.get(functionId),
      [CALLS[call]]: opaque(`${version.key}.Version`),
    });
  }
  return versions;
}
