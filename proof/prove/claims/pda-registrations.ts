import type { Context } from '../iam/conditions.ts';
import { allowedOf } from '../iam/evaluate.ts';
import type { App } from '../model/app.ts';
import { at, ofType } from '../model/model.ts';
import { registersItsOwn } from './canary-registration.ts';
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
const REGISTERING = 'dynamodb:PutItem';
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
      const own = registersItsOwn(app, role) ? [REGISTERING] : [];
      const expected = expectedOf(app, role.resource.arn);
      const allowed = (attribute: string) =>
        allowedOf(actions, role, { resource: table.arn, context: touching(attribute) });
      const beyond = allowed('sealedToken').filter(
        (action) => !expected.includes(action) && !own.includes(action),
      );
      const changing = allowed('url').filter((action) => CHANGING.test(action) && !own.includes(action));
      const tooMuch = [...beyond, ...changing.map((action) => `${action} of the address`)];
      if (tooMuch.length > 0)
        told.violates(
          role.resource,
          '',
          tooMuch.join(', '),
          `${expected.join() || 'nothing'} on ${table.key}`,
        );
      else if (own.length > 0) told.shows(role.resource, `its own PDA on ${table.id}`);
      else told.shows(role.resource, `${expected.join() || 'nothing'} on ${table.id}`);
    }
  },
};

function expectedOf({ engineLambdas }: App, role: string): readonly string[] {
  const lambdas = engineLambdas.filter((lambda) => at(lambda, 'Role') === role);
  return MAY.flatMap(([name, actions]) => (lambdas.some(({ id }) => name.test(id)) ? actions : []));
}
