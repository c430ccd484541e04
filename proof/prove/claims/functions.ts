import { isDeepStrictEqual } from 'node:util';
import { inNetwork } from '../model/app.ts';
import { NETWORK_STACK } from '../model/functions.ts';
import { at, ofType } from '../model/model.ts';
import type { Claim } from './claim.ts';
import { DOOR_TYPES } from './types.ts';

export const insideTheSeal: Claim = {
  name: 'functions-inside-the-seal',
  sentence: 'Every function is in all sealed subnets, behind the one security group, and in nothing else.',
  closes: 'internet route',
  judge(app, told) {
    const subnets = inNetwork(app, 'AWS::EC2::Subnet').map(({ ref }) => ref);
    const groups = inNetwork(app, 'AWS::EC2::SecurityGroup').map(({ key }) => `⟨${key}.GroupId⟩`);
    const sealed = { SecurityGroupIds: groups, SubnetIds: subnets };
    for (const { resource } of app.functions) {
      const isInside = isDeepStrictEqual(at(resource, 'VpcConfig'), sealed) && subnets.length > 0;
      if (isInside && groups.length === 1)
        told.shows(resource, `${subnets.length} subnets, 1 security group`);
      else told.wrong(resource, 'VpcConfig', JSON.stringify(sealed));
    }
  },
};

export const tenantsApart: Claim = {
  name: 'tenants-never-share',
  sentence: 'No two people share an environment: the calls that people cause are isolated by tenant.',
  closes: 'warm environment shared between people',
  judge(app, told) {
    for (const { resource, call } of app.functions) {
      if (call === 'configuration') {
        if (told.equals(resource, 'TenancyConfig', undefined))
          told.shows(resource, 'takes no input and is called at deployment only, so no person is near it');
      } else if (isDeepStrictEqual(at(resource, 'TenancyConfig'), { TenantIsolationMode: 'PER_TENANT' })) {
        told.shows(resource, 'PER_TENANT');
      } else told.wrong(resource, 'TenancyConfig', '{"TenantIsolationMode":"PER_TENANT"}');
    }
  },
};

/** No environment, layer, file system, dead-letter queue, tracing, log, snapshot, reserved concurrency or image. */
const GIVEN = [
  'Architectures',
  'Code',
  'EphemeralStorage',
  'FunctionName',
  'Handler',
  'MemorySize',
  'Role',
  'Runtime',
  'RuntimeManagementConfig',
  'Tags',
  'TenancyConfig',
  'Timeout',
  'VpcConfig',
];

export const givenNothing: Claim = {
  name: 'functions-given-nothing',
  sentence:
    'A function has code, limits and its seal: no variable, layer, file system, queue, trace, log or image.',
  closes: 'layers, extensions, environment variables, file systems',
  judge(app, told) {
    for (const { resource } of app.functions)
      if (told.hasOnly(resource, GIVEN))
        told.shows(resource, Object.keys(resource.properties).sort().join(', '));
  },
};

export const noOtherDoor: Claim = {
  name: 'no-other-door',
  sentence:
    'No URL, permission, event source, destination or alias leads to a function, nor does anything refer to one.',
  closes: 'function URL, resource policy, event source, destination, alias',
  judge(app, told) {
    const engine = app.engineLambdas.flatMap(({ ref, arn }) => [ref, arn]);
    for (const door of ofType(app, ...DOOR_TYPES)) {
      const target = at(door, 'FunctionName') ?? at(door, 'TargetFunctionArn');
      if (typeof target === 'string' && engine.includes(target)) told.shows(door, `leads to ${target}`);
      else told.violates(door, 'FunctionName', target, 'a Lambda of the engine itself');
    }
    const keys = new Set(app.functions.map(({ resource }) => resource.key));
    for (const resource of app.resources.filter(({ type }) => !DOOR_TYPES.includes(type))) {
      const named = [...resource.names].filter((key) => keys.has(key));
      const isItsVersion = resource.type === 'AWS::Lambda::Version';
      if (named.length > 0 && !isItsVersion)
        told.violates(resource, '', named.join(', '), 'no reference to a function');
    }
  },
};

/** What functions print goes to a log group of this name, and only if there is one or the role may make it. */
const FUNCTION_LOGS = /^\/aws\/lambda\//;

export const noFunctionLog: Claim = {
  name: 'no-function-log',
  sentence: 'There is no log group that what a function prints could go to.',
  closes: 'CloudWatch Logs',
  judge(app, told) {
    for (const group of ofType(app, 'AWS::Logs::LogGroup')) {
      const name = at(group, 'LogGroupName');
      const isUnnamed = name === undefined;
      const isElsewhere = isUnnamed || (typeof name === 'string' && !FUNCTION_LOGS.test(name));
      if (isElsewhere && !group.stack.startsWith('She-Functions'))
        told.shows(group, isUnnamed ? 'named by AWS' : name);
      else told.violates(group, 'LogGroupName', name, 'no log group for functions');
    }
  },
};

export const SEALED = { Key: 'smart-hat-engine:sealed', Value: 'true' };
const TAGGED = ['VPC', 'Subnet', 'SecurityGroup', 'NetworkAcl', 'RouteTable'].map(
  (name) => `AWS::EC2::${name}`,
);

export const sealTagged: Claim = {
  name: 'seal-tagged',
  sentence: 'Functions, their network and their role have the tag that the service control policy protects.',
  closes: 'drift',
  judge(app, told) {
    const network = ofType(app, ...TAGGED).filter(({ stack }) => stack === NETWORK_STACK);
    const roles = app.functionRoles.map(({ resource }) => resource);
    for (const resource of [...network, ...roles, ...app.functions.map((one) => one.resource)]) {
      const tags = at(resource, 'Tags');
      if (Array.isArray(tags) && tags.some((tag) => isDeepStrictEqual(tag, SEALED)))
        told.shows(resource, SEALED.Key);
      else told.wrong(resource, 'Tags', JSON.stringify(SEALED));
    }
  },
};
