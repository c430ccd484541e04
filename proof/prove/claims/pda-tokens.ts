import { isDeepStrictEqual } from 'node:util';
import { ENCRYPTION_CONTEXT } from '../../../core/model/encryption-context.ts';
import type { Context } from '../iam/conditions.ts';
import { allowedOf } from '../iam/evaluate.ts';
import type { Role } from '../iam/roles.ts';
import type { App } from '../model/app.ts';
import { at, ofType, type Resource } from '../model/model.ts';
import type { Claim } from './claim.ts';

/** The Lambdas that speak with PDAs; one that registers its own seals a token with a key that it makes for it. */
const MAY: readonly (readonly [stack: string, name: RegExp, actions: readonly string[]])[] = [
  ['She-Orchestrator', /Executor/, ['kms:Decrypt']],
  ['She-Api', /^Management/, ['kms:Decrypt']],
  ['She-Canary', /^Beat/, ['kms:GenerateDataKey']],
];

const [[NAME, PURPOSE]] = Object.entries(ENCRYPTION_CONTEXT) as [[string, string]];
const CONTEXT_KEY = `kms:encryptioncontext:${NAME}`;
/** What was wrapped for tokens, for something else, and for nothing that it says. */
const FOR_TOKENS: Context = new Map([[CONTEXT_KEY, { value: PURPOSE }]]);
const FOR_OTHERS: Context = new Map([[CONTEXT_KEY, { value: 'another' }]]);
const FOR_NOTHING: Context = new Map([[CONTEXT_KEY, 'absent']]);

export const pdaTokensStayShut: Claim = {
  name: 'only-who-speaks-with-pdas-opens-their-tokens',
  sentence:
    'The tokens of PDAs are sealed under a key of their own, which the executor and the management API may open tokens with, the canary may make keys below for its own, and nobody else anything.',
  closes: "the engine's own Lambdas and stores",
  judge(app, told) {
    const keys = ofType(app, 'AWS::KMS::Key').filter(({ id }) => id.includes('PdaTokensKey'));
    const key = told.onlyOne(keys, 'She-State', 'the key of the tokens');
    if (!key) return;
    const own = isDeepStrictEqual(at(key, 'KeyPolicy.Statement'), [accountAlone(app)]);
    if (!own)
      told.wrong(key, 'KeyPolicy', 'this account, which lets nobody in but by the policies of its roles');
    for (const role of app.roles) {
      const expected = expectedOf(app, role);
      const tooMuch = beyond(app, role, key, expected);
      if (tooMuch) told.violates(role.resource, '', tooMuch, `${expected.join() || 'nothing'} on ${key.key}`);
      else told.shows(role.resource, `${expected.join() || 'nothing'} on ${key.id}`);
    }
  },
};

const accountAlone = ({ account }: App) => ({
  Action: 'kms:*',
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Resource: '*',
});

function expectedOf({ engineLambdas }: App, { resource }: Role): readonly string[] {
  const lambdas = engineLambdas.filter((lambda) => at(lambda, 'Role') === resource.arn);
  return MAY.flatMap(([stack, name, actions]) =>
    lambdas.some((one) => one.stack === stack && name.test(one.id)) ? actions : [],
  );
}

/** What a role may do with the key besides what it needs, as a text. */
function beyond(app: App, role: Role, { arn }: Resource, expected: readonly string[]): string | undefined {
  const actions = app.actions.filter((action) => action.startsWith('kms:'));
  const allowed = (context: Context) => allowedOf(actions, role, { resource: arn, context });
  const forTokens = allowed(FOR_TOKENS).filter((action) => !expected.includes(action));
  if (forTokens.length > 0) return forTokens.join(', ');
  const others = [...allowed(FOR_OTHERS), ...allowed(FOR_NOTHING)];
  return others.length > 0 ? `${others[0]} whatever it is for` : undefined;
}
