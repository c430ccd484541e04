import type { Json } from '../../../core/model/json.ts';
import { type Finding, shown } from '../finding.ts';
import { nameOf } from './names.ts';
import { ACCOUNT, looksOpaque, opaque, REGION } from './opaque.ts';
import type { RawStack } from './template.ts';

/** Where a value stands, and what is learnt while it is resolved. */
export interface Place {
  readonly stack: RawStack;
  readonly logicalId: string;
  readonly path: string;
  /** Keys (`Stack/LogicalId`) of the resources that the value names. */
  readonly names: Set<string>;
  problem(finding: Finding): void;
}

/** A reference longer than this chain goes in circles. */
const LONGEST_CHAIN = 20;

/** Follows references across all stacks. What it does not understand becomes a problem and an opaque text. */
export class Resolver {
  private readonly stacks: ReadonlyMap<string, RawStack>;
  private depth = 0;

  constructor(stacks: ReadonlyMap<string, RawStack>) {
    this.stacks = stacks;
  }

  resolve(value: unknown, place: Place): Json {
    if (typeof value === 'string') return this.literal(value, place);
    if (typeof value !== 'object' || value === null) return value as Json;
    if (Array.isArray(value))
      return value.map((one, index) => this.resolve(one, inside(place, String(index))));
    const entries = Object.entries(value);
    if (!entries.some(([key]) => key === 'Ref' || key.startsWith('Fn::')))
      return Object.fromEntries(entries.map(([key, one]) => [key, this.resolve(one, inside(place, key))]));
    return entries.length === 1
      ? this.intrinsic(entries[0] as [string, unknown], place)
      : this.not(value, place);
  }

  /** A dynamic reference is replaced at deployment by whatever a parameter or secret then holds. */
  private literal(text: string, place: Place): string {
    return looksOpaque(text) || text.includes('{{resolve:') ? this.not(text, place) : text;
  }

  private intrinsic([name, argument]: [string, unknown], place: Place): Json {
    if (this.depth >= LONGEST_CHAIN) return this.not({ [name]: argument }, place);
    this.depth++;
    const resolved = this.understood(name, argument, place);
    this.depth--;
    return resolved ?? this.not({ [name]: argument }, place);
  }

  private understood(name: string, argument: unknown, place: Place): Json | undefined {
    switch (name) {
      case 'Ref':
        return typeof argument === 'string' ? this.reference(argument, undefined, place) : undefined;
      case 'Fn::GetAtt':
        return this.attribute(argument, place);
      case 'Fn::Join':
        return this.join(argument, place);
      case 'Fn::Sub':
        return this.substitute(argument, place);
      case 'Fn::Select':
        return this.select(argument, place);
      case 'Fn::GetStackOutput':
        return this.stackOutput(argument, place);
      case 'Fn::ImportValue':
        return this.imported(argument, place);
      default:
        return undefined;
    }
  }

  private reference(target: string, attribute: string | undefined, place: Place): string | undefined {
    const { stack } = place;
    if (target.startsWith('AWS::')) return attribute === undefined ? pseudo(target, stack) : undefined;
    const resource = stack.resources.get(target);
    if (!resource) return undefined;
    const key = `${stack.name}/${target}`;
    place.names.add(key);
    const { account, region } = environmentOf(stack);
    const text = (property: string) => {
      const value = resource.Properties[property];
      return value === undefined ? undefined : String(this.resolve(value, place));
    };
    return nameOf({ type: resource.Type, account, region, key, text }, attribute);
  }

  private attribute(argument: unknown, place: Place): string | undefined {
    const parts = typeof argument === 'string' ? argument.split('.') : argument;
    if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'string')) return undefined;
    const [target = '', ...attribute] = parts;
    return attribute.length === 0 ? undefined : this.reference(target, attribute.join('.'), place);
  }

  private join(argument: unknown, place: Place): string | undefined {
    if (!Array.isArray(argument) || typeof argument[0] !== 'string' || !Array.isArray(argument[1]))
      return undefined;
    const parts = argument[1].map((part) => this.resolve(part, place));
    return parts.every((part) => typeof part === 'string') ? parts.join(argument[0]) : undefined;
  }

  private substitute(argument: unknown, place: Place): string | undefined {
    const [text, variables = {}] = Array.isArray(argument) ? argument : [argument];
    if (typeof text !== 'string' || looksOpaque(text) || text.includes('{{resolve:')) return undefined;
    let isUnderstood = true;
    const replaced = text.replace(/\$\{(!?)([^}]*)\}/g, (_all, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      const own = (variables as Record<string, unknown>)[name];
      const [target = '', ...attribute] = name.split('.');
      const value =
        own === undefined
          ? this.reference(target, attribute.length > 0 ? attribute.join('.') : undefined, place)
          : this.resolve(own, place);
      isUnderstood &&= typeof value === 'string';
      return String(value);
    });
    return isUnderstood ? replaced : undefined;
  }

  private select(argument: unknown, place: Place): Json | undefined {
    if (!Array.isArray(argument)) return undefined;
    const [index, list] = argument;
    const isZones = typeof list === 'object' && list !== null && Object.keys(list).join() === 'Fn::GetAZs';
    if (isZones) return opaque(`availability zone ${Number(index)}`);
    const resolved = this.resolve(list, place);
    return Array.isArray(resolved) ? resolved[Number(index)] : undefined;
  }

  private stackOutput(argument: unknown, place: Place): Json | undefined {
    if (typeof argument !== 'object' || argument === null) return undefined;
    const { StackName, OutputName, Region, ...others } = argument as Record<string, unknown>;
    if (typeof StackName !== 'string' || typeof OutputName !== 'string') return undefined;
    const stack = this.stacks.get(StackName);
    const output = stack?.outputs.get(OutputName);
    const isHere = this.resolve(Region, place) === (stack && environmentOf(stack).region);
    if (!stack || !output || !isHere || Object.keys(others).length > 0) return undefined;
    return this.resolve(output.Value, { ...place, stack });
  }

  private imported(argument: unknown, place: Place): Json | undefined {
    const name = this.resolve(argument, place);
    for (const stack of this.stacks.values())
      for (const { Export, Value } of stack.outputs.values())
        if (Export && this.resolve(Export.Name, { ...place, stack }) === name)
          return this.resolve(Value, { ...place, stack });
    return undefined;
  }

  private not(value: unknown, place: Place): string {
    const { stack, logicalId, path } = place;
    const expected = 'a value that these templates decide';
    place.problem({ stack: stack.name, logicalId, path, found: shown(value), expected });
    return opaque(`not understood: ${logicalId}.${path}`);
  }
}

const inside = (place: Place, key: string): Place => ({
  ...place,
  path: place.path ? `${place.path}.${key}` : key,
});

export const environmentOf = ({ account, region }: Pick<RawStack, 'account' | 'region'>) => ({
  account: account ?? ACCOUNT,
  region: region ?? REGION,
});

function pseudo(name: string, stack: RawStack): string | undefined {
  const { account, region } = environmentOf(stack);
  const known: Readonly<Record<string, string>> = {
    'AWS::AccountId': account,
    'AWS::Region': region,
    // cdk.json allows no other partition.
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack.name,
  };
  return known[name];
}
