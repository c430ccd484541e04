import { opaque } from './opaque.ts';

/** Where a resource is, and what it is called where its name is part of an ARN. */
export interface Named {
  readonly type: string;
  readonly account: string;
  readonly region: string;
  /** `She-Network/Vpc7FB7348F` */
  readonly key: string;
  /** A property, resolved; undefined where the resource leaves it out. */
  text(property: string): string | undefined;
}

type Form = (named: Named) => string;
const ARN: Readonly<Record<string, Form>> = {
  'AWS::Lambda::Function': (one) =>
    `arn:aws:lambda:${one.region}:${one.account}:function:${generated(one, 'FunctionName')}`,
  'AWS::IAM::Role': (one) => `arn:aws:iam::${one.account}:role/${generated(one, 'RoleName')}`,
  'AWS::IAM::ManagedPolicy': (one) => `arn:aws:iam::${one.account}:policy/${name(one, 'ManagedPolicyName')}`,
  'AWS::Logs::LogGroup': (one) =>
    `arn:aws:logs:${one.region}:${one.account}:log-group:${name(one, 'LogGroupName')}:*`,
  'AWS::SecretsManager::Secret': (one) =>
    `arn:aws:secretsmanager:${one.region}:${one.account}:secret:${name(one, 'Name')}`,
};

const REF: Readonly<Record<string, Form>> = {
  'AWS::Lambda::Function': (one) => generated(one, 'FunctionName'),
  'AWS::IAM::Role': (one) => generated(one, 'RoleName'),
  'AWS::IAM::ManagedPolicy': (one) => ARN[one.type]?.(one) ?? '',
  'AWS::Logs::LogGroup': (one) => name(one, 'LogGroupName'),
  'AWS::SecretsManager::Secret': (one) => ARN[one.type]?.(one) ?? '',
};

/** What `Ref` (no attribute) or `Fn::GetAtt` gives: a name or ARN in AWS's form where policies compare it. */
export function nameOf(named: Named, attribute?: string): string {
  const form = attribute === undefined ? REF[named.type] : attribute === 'Arn' ? ARN[named.type] : undefined;
  if (form) return form(named);
  return opaque(attribute === undefined ? named.key : `${named.key}.${attribute}`);
}

function name({ key, text }: Named, property: string): string {
  return text(property) ?? opaque(key);
}

/** CloudFormation makes up a name that begins with the stack's. */
function generated(named: Named, property: string): string {
  const [stack] = named.key.split('/');
  return named.text(property) ?? `${stack}-${opaque(named.key)}`;
}
