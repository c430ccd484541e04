import { type Resource, resourcesOf, type Template } from './synthesised.ts';

export interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** Properties of the engine Lambda whose logical id contains `name`. */
export function lambdaNamed(template: Template, name: string): Resource['Properties'] {
  const found = Object.entries(template.Resources).find(
    ([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.includes(name),
  );
  if (found === undefined) throw new Error(`no Lambda ${name}`);
  return found[1].Properties;
}

/** Everything the role of that Lambda allows. */
export function statementsOf(template: Template, name: string): Statement[] {
  const [roleId] = lambdaNamed(template, name).Role['Fn::GetAtt'];
  return resourcesOf(template, 'AWS::IAM::Policy')
    .filter(({ Properties }) => Properties.Roles.some(({ Ref }: { Ref: string }) => Ref === roleId))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}
