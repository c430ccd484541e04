import { isDeepStrictEqual } from 'node:util';
import type { App } from '../model/app.ts';
import type { FunctionLambda } from '../model/functions.ts';
import { at, ofType, type Resource } from '../model/model.ts';
import type { Claim, Told } from './claim.ts';

/** CDK's bucket of assets, in the deployment's own account and region. */
export const bucketOf = ({ account, region }: App) =>
  new RegExp(`^cdk-[a-z0-9]{1,20}-assets-${account}-${region}$`);

export const onlyLockedCode: Claim = {
  name: 'only-locked-code',
  sentence: 'Each Lambda of a function, and the one version it has, is the code whose hash is in lock.json.',
  closes: 'another code than the approved one',
  judge(app, told) {
    for (const one of app.functions) {
      const hash = one.functionId === undefined ? undefined : app.locked.get(one.functionId);
      if (hash === undefined) told.wrong(one.resource, 'FunctionName', 'the name of a function in lock.json');
      else judgeCode(app, one, hash, told);
    }
    const own = new Set(app.functions.map(({ resource }) => resource.ref));
    for (const version of ofType(app, 'AWS::Lambda::Version'))
      if (!own.has(String(at(version, 'FunctionName'))))
        told.wrong(version, 'FunctionName', 'a function of these templates');
  },
};

/** No provisioned environments, which would be warm before anybody has agreed to anything. */
const VERSION_PROPERTIES = ['CodeSha256', 'FunctionName', 'RuntimePolicy'];

function judgeCode(app: App, { resource }: FunctionLambda, hash: string, told: Told): void {
  const code = { S3Bucket: at(resource, 'Code.S3Bucket'), S3Key: `${hash}.zip` };
  const isLocked = isDeepStrictEqual(at(resource, 'Code'), code) && bucketOf(app).test(String(code.S3Bucket));
  if (!isLocked) told.wrong(resource, 'Code', `${hash}.zip in the bucket of assets`);
  const version = told.onlyOne(versionsOf(app, resource), resource.stack, `the version of ${resource.id}`);
  if (version) told.hasOnly(version, VERSION_PROPERTIES);
  const sha256 = Buffer.from(hash, 'hex').toString('base64');
  if (version && told.equals(version, 'CodeSha256', sha256) && isLocked)
    told.shows(version, `CodeSha256 is lock.json's ${hash.slice(0, 12)}…`);
}

function versionsOf(app: App, lambda: Resource): readonly Resource[] {
  return ofType(app, 'AWS::Lambda::Version').filter(
    (version) => version.stack === lambda.stack && at(version, 'FunctionName') === lambda.ref,
  );
}

export const runtimeReviewed: Claim = {
  name: 'runtime-changes-with-the-function',
  sentence: 'The runtime below a function changes only together with the function.',
  closes: 'another code than the approved one',
  judge(app, told) {
    for (const { resource } of app.functions) {
      told.equals(resource, 'RuntimeManagementConfig.UpdateRuntimeOn', 'FunctionUpdate');
      for (const version of versionsOf(app, resource))
        if (told.equals(version, 'RuntimePolicy.UpdateRuntimeOn', 'FunctionUpdate'))
          told.shows(version, 'FunctionUpdate');
    }
  },
};
