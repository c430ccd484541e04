import { isNetworkType } from '../../prove/claims/types.ts';
import type { Finding } from '../../prove/finding.ts';
import { FUNCTIONS_STACK } from '../../prove/model/functions.ts';
import type { Model, Resource } from '../../prove/model/model.ts';
import type { Fact, Group } from './fact.ts';
import { guard, inWords, isSealed, type Kind, opening, type Said } from './kind.ts';
import { kindOf } from './kinds.ts';
import { roleFacts } from './role-facts.ts';

/**
 * All that a deployment opens and guards. What nobody has thought about, a kind of resource or a property, counts as an
 * opening just as it stands: each change of it is looked at by a person.
 */
export function factsOf(model: Model): readonly Fact[] {
  return [...model.resources.flatMap(resourceFacts), ...roleFacts(model), ...model.problems.map(problemFact)];
}

/** What a change to such a resource is about. */
export function groupOf(resource: Pick<Resource, 'type' | 'stack'>): Group {
  const { type } = resource;
  if (isNetworkType(type)) return 'network';
  if (/^AWS::(IAM|RAM|SSO|Organizations)::/.test(type)) return 'iam';
  return kindOf(resource)?.group ?? 'rest';
}

function resourceFacts(resource: Resource): readonly Fact[] {
  const kind = kindOf(resource);
  const said = kind
    ? knownFacts(resource, kind)
    : [opening(`is a ${resource.type}: ${inWords(untagged(resource))}`)];
  return [...said, ...sealFacts(resource)].map((one) => ({
    group: groupOf(resource),
    about: resource.key,
    ...one,
  }));
}

function knownFacts(resource: Resource, { plain, reads = {}, protects }: Kind): readonly Said[] {
  const properties = untagged(resource);
  const said = Object.entries(reads).flatMap(([name, read]) => read(resource.properties[name], resource));
  if (protects) return [...said, guard(`${protects}: ${inWords(properties)}`)];
  const unknown = Object.entries(properties).filter(
    ([name]) => plain !== 'all' && !plain.includes(name) && !Object.hasOwn(reads, name),
  );
  return [...said, ...unknown.map(([name, value]) => opening(`sets ${name} to ${inWords(value)}`))];
}

/** By this tag the policies over the account know what they keep shut; of functions it is said together. */
function sealFacts({ stack, type, properties: { Tags } }: Resource): readonly Said[] {
  const isOfFunction = type === 'AWS::Lambda::Function' && FUNCTIONS_STACK.test(stack);
  return isSealed(Tags) && !isOfFunction ? [guard('carries the tag that keeps it sealed')] : [];
}

function untagged({ properties }: Resource): Resource['properties'] {
  const { Tags: _, ...others } = properties;
  return others;
}

function problemFact({ stack, logicalId, path, found }: Finding): Fact {
  const says = `says what no template decides: ${path} ${found}`;
  return { kind: 'opening', group: 'rest', about: `${stack}/${logicalId}`, says };
}
