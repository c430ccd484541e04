import type { NetworkAcl, NetworkInterface, RouteTable, SecurityGroup, Subnet } from '@aws-sdk/client-ec2';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';

/** What AWS says of the network that functions run in. Where the SDK has a shape for it, it is that one. */
export interface LiveNetwork {
  readonly vpcId: string;
  readonly dnsSupport: boolean;
  readonly dnsHostnames: boolean;
  /** IPv6 blocks of the network; IPv4 ones besides the first. */
  readonly furtherBlocks: readonly string[];
  readonly subnets: readonly Subnet[];
  readonly routeTables: readonly RouteTable[];
  /** Everything attached to the network that could lead out of it: what it is, and its id. */
  readonly attachments: readonly { readonly kind: string; readonly id: string }[];
  readonly acls: readonly NetworkAcl[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly interfaces: readonly NetworkInterface[];
  /** Flow logs that are active: traffic type, and whether what they see is delivered, `SUCCESS`. */
  readonly flowLogs: readonly { readonly traffic: string; readonly delivery: string }[];
  /** Alarms of the network's stack, by name, and whether each tells anybody. */
  readonly alarms: readonly { readonly name: string; readonly tells: boolean }[];
}

/** What the resolver does for this network, should its DNS ever be switched on. */
export interface LiveDns {
  /** Rule groups that are associated, each with its rules. */
  readonly ruleGroups: readonly {
    readonly id: string;
    readonly status: string;
    readonly mutationProtection: string;
    readonly rules: readonly { readonly action: string; readonly domains: readonly string[] }[];
  }[];
  readonly failOpen: string;
  /** Rules that forward names elsewhere; AWS's own left out. */
  readonly forwardingRules: readonly string[];
  /** Logs of queried names, which could hold what was being smuggled. */
  readonly queryLogs: readonly string[];
}

export interface LiveRole {
  readonly arn: string;
  readonly trust: unknown;
  /** Documents of its inline policies, by name. */
  readonly inline: Readonly<Record<string, unknown>>;
  readonly attached: readonly string[];
  readonly boundary: string | undefined;
  /** The boundary's document. */
  readonly boundaryDocument: unknown;
}

/** One Lambda of a function, with each of its versions. */
export interface LiveLambda {
  readonly name: string;
  /** `$LATEST` and every version, oldest first. */
  readonly versions: readonly FunctionConfiguration[];
  /** Everything that could call it or that it could call: what it is, and which. */
  readonly openings: readonly { readonly kind: string; readonly id: string }[];
  readonly reservedConcurrency: number | undefined;
  readonly runtimeUpdates: string;
}

export interface LiveFunctions {
  readonly lambdas: readonly LiveLambda[];
  /** Names of Lambdas that use the functions' role or network or name, and that nobody expects. */
  readonly strangers: readonly string[];
  /** Log groups that a function's Lambda would write to. */
  readonly logGroups: readonly string[];
}

export interface Live {
  readonly network: LiveNetwork;
  readonly dns: LiveDns;
  readonly role: LiveRole;
  readonly functions: LiveFunctions;
}
