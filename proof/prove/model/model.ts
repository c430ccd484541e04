import type { Json } from '../../../core/model/json.ts';
import type { Assembly } from '../assembly/assembly.ts';
import type { Finding } from '../finding.ts';
import { environmentOf, type Place, Resolver } from './resolve.ts';
import { parseTemplate, type RawStack } from './template.ts';

export type Properties = Readonly<Record<string, Json>>;

/** A resource whose references are followed. */
export interface Resource {
  readonly stack: string;
  readonly id: string;
  /** `She-Network/FunctionRole111A5701` */
  readonly key: string;
  readonly type: string;
  readonly properties: Properties;
  /** Keys of the resources that its properties name, through outputs as well. */
  readonly names: ReadonlySet<string>;
  /** What other resources say to mean it: what `Ref` gives. */
  readonly ref: string;
  /** What `Fn::GetAtt` with `Arn` gives. */
  readonly arn: string;
}

/** Every resource of a deployment. */
export interface Model {
  readonly stacks: readonly string[];
  readonly resources: readonly Resource[];
  /** What was not understood. */
  readonly problems: readonly Finding[];
  /** Where an account or region is the deployment's choice, it is opaque here. */
  readonly account: string;
  readonly region: string;
}

/** Reads an assembly; what cannot be understood becomes a problem, never nothing. */
export function modelOf(assembly: Assembly): Model {
  const problems: Finding[] = [...assembly.problems];
  const problem = (one: Finding) => problems.push(one);
  const parsed = assembly.stacks.map((stack) => parseTemplate(stack, problem));
  for (const twin of twins(parsed)) problem(twin);
  const stacks = new Map(parsed.map((stack) => [stack.name, stack]));
  const resolver = new Resolver(stacks);
  const resources = parsed.flatMap((stack) =>
    [...stack.resources.keys()].map((id) => toResource(stack, id, resolver, problem)),
  );
  const { account, region } = environmentOf(parsed[0] ?? {});
  return { stacks: parsed.map(({ name }) => name), resources, problems, account, region };
}

function toResource(
  stack: RawStack,
  id: string,
  resolver: Resolver,
  problem: (one: Finding) => void,
): Resource {
  const raw = stack.resources.get(id);
  const names = new Set<string>();
  const place: Place = { stack, logicalId: id, path: '', names, problem };
  const named = { ...place, names: new Set<string>() };
  return {
    stack: stack.name,
    id,
    key: `${stack.name}/${id}`,
    type: raw?.Type ?? '',
    properties: resolver.resolve(raw?.Properties ?? {}, place) as Properties,
    names,
    ref: String(resolver.resolve({ Ref: id }, named)),
    arn: String(resolver.resolve({ 'Fn::GetAtt': [id, 'Arn'] }, named)),
  };
}

/** Stacks in two places, or two of one name: references by name would not say which is meant. */
function twins(stacks: readonly RawStack[]): Finding[] {
  const place = (one: RawStack | undefined) => `${one?.account}/${one?.region}`;
  return stacks
    .filter(
      (one, index) =>
        stacks.some(({ name }, other) => other < index && name === one.name) ||
        place(one) !== place(stacks[0]),
    )
    .map(({ name }) => ({
      stack: name,
      logicalId: 'stack',
      path: '',
      found: 'a second stack of this name, or one in another account or region',
      expected: 'stacks with names of their own, all in one account and region',
    }));
}

/** The resources of some types, in every stack. */
export function ofType(model: Pick<Model, 'resources'>, ...types: readonly string[]): readonly Resource[] {
  return model.resources.filter(({ type }) => types.includes(type));
}

/** What stands at a dotted path of properties. */
export function at(resource: Pick<Resource, 'properties'>, path: string): Json | undefined {
  let value: Json | undefined = resource.properties as Json;
  for (const part of path.split('.'))
    value = typeof value === 'object' && value !== null ? (value as Record<string, Json>)[part] : undefined;
  return value;
}

/** A list of texts; anything else is undefined. */
export function texts(value: Json | undefined): readonly string[] | undefined {
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
}
