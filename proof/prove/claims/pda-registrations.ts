import type { Context } from '../iam/conditions.ts';
import { allowedOf, coversAction } from '../iam/evaluate.ts';
import type { Role } from '../iam/roles.ts';
import type { App } from '../model/app.ts';
import { at, ofType } from '../model/model.ts';
import type { Claim } from './claim.ts';

/** What each Lambda that speaks with PDAs may do with their registrations; the others nothing. */
const MAY: readonly (readonly [RegExp, readonly string[]])[] = [
  [/Executor/, ['dynamodb:GetItem', 'dynamodb:UpdateItem']],
  [/^Management/, ['dynamodb:GetItem']],
];
/** What is asked for touches one of these attributes. */
const touching = (attribute: string): Context =>
  new Map<string, 'absent' | { readonly value: string }>([
    ['dynamodb:attributes', { value: attribute }],
    ['dynamodb:returnvalues', 'absent'],
  ]);
const CHANGING = /^dynamodb:.*(Put|Update|Delete|Write|Import|Restore|PartiQL|ReplicateTable|TimeToLive)/;

export const operatorsRegister: Claim = {
  name: 'only-operators-register-pdas',
  sentence:
    'No Lambda may register a PDA, move or remove one, save that the canary registers its own: the executor may put another sealed token in the place of one, and nobody else anything.',
  closes: "the engine's own Lambdas and stores",
  judge(app, told) {
    const tables = ofType(app, 'AWS::DynamoDB::Table').filter(({ id }) => id.includes('TablesPdas'));
    const table = told.onlyOne(tables, 'She-State', 'the table of PDAs');
    if (!table) return;
    const actions = app.actions.filter((action) => action.startsWith('dynamodb:'));
    for (const role of app.roles) {
      const expected = expectedOf(app, role.resource.arn);
      const allowed = (attribute: string) =>
        allowedOf(actions, role, { resource: table.arn, context: touching(attribute) });
      const beyond = allowed('sealedToken').filter(
        (action) => !expected.includes(action) && !isOwn(app, role, action),
      );
      const changing = allowed('url').filter((action) => CHANGING.test(action) && !isOwn(app, role, action));
      const tooMuch = [...beyond, ...changing.map((action) => `${action} of the address`)];
      if (tooMuch.length > 0)
        told.violates(
          role.resource,
          '',
          tooMuch.join(', '),
          `${expected.join() || 'nothing'} on ${table.key}`,
        );
      else if (isOwn(app, role, REGISTERING)) told.shows(role.resource, `its own PDA on ${table.id}`);
      else told.shows(role.resource, `${expected.join() || 'nothing'} on ${table.id}`);
    }
  },
};

function expectedOf({ engineLambdas }: App, role: string): readonly string[] {
  const lambdas = engineLambdas.filter((lambda) => at(lambda, 'Role') === role);
  return MAY.flatMap(([name, actions]) => (lambdas.some(({ id }) => name.test(id)) ? actions : []));
}

const REGISTERING = 'dynamodb:PutItem';
const CANARY = { stack: 'She-Canary', lambda: /^Beat/ };

/**
 * Whether all that lets a role do this is about one registration: of the canary's PDA, which is named by its API. Only what
 * a statement says is looked at: which PDA an item is of, the evaluation of a policy cannot know.
 */
function isOwn({ engineLambdas, resources }: App, role: Role, action: string): boolean {
  const isCanarys = engineLambdas.some(
    (one) =>
      one.stack === CANARY.stack && CANARY.lambda.test(one.id) && at(one, 'Role') === role.resource.arn,
  );
  if (!isCanarys || action !== REGISTERING) return false;
  const [api, ...others] = resources.filter(
    ({ stack, type }) => stack === CANARY.stack && type === 'AWS::ApiGatewayV2::Api',
  );
  const granting = role.identity.filter((one) => one.Effect === 'Allow' && coversAction(one, action));
  const ofPdas = granting.filter(({ Resource }) => !Resource?.every((arn) => isInStack(arn, CANARY.stack)));
  const name = new RegExp(`^${api?.ref}\\.execute-api\\.[^.]+\\.amazonaws\\.com$`);
  return (
    others.length === 0 &&
    ofPdas.length === 1 &&
    ofPdas.every(({ Condition = {} }) => {
      const { 'ForAllValues:StringEquals': condition, ...more } = Condition;
      const { 'dynamodb:LeadingKeys': names = [], ...keys } = condition ?? {};
      const isAlone = Object.keys(more).length === 0 && Object.keys(keys).length === 0;
      return isAlone && names.length === 1 && name.test(names[0] ?? '');
    })
  );
}

/** Whether an ARN is that of a resource which a stack made. */
const isInStack = (arn: string, stack: string) => arn.startsWith(`\u27e8${stack}/`);
