import { isDeepStrictEqual } from 'node:util';
import { inNetwork } from '../model/app.ts';
import { NETWORK_STACK } from '../model/functions.ts';
import { at, ofType } from '../model/model.ts';
import type { Claim } from './claim.ts';
import { ACL_RULE_TYPES, RULE_TYPES } from './types.ts';

/** CloudFormation adds "allow all" to a group without egress rules; CDK writes one that no packet fits instead. */
export const NO_EGRESS = [
  {
    CidrIp: '255.255.255.255/32',
    Description: 'Disallow all traffic',
    FromPort: 252,
    IpProtocol: 'icmp',
    ToPort: 86,
  },
];
const GROUP_PROPERTIES = ['GroupDescription', 'GroupName', 'SecurityGroupEgress', 'Tags', 'VpcId'];

export const oneSilentGroup: Claim = {
  name: 'one-silent-security-group',
  sentence: 'There is one security group; it lets nothing in and nothing out.',
  closes: 'security group',
  judge(app, told) {
    for (const rule of ofType(app, ...RULE_TYPES)) told.violates(rule, 'Type', rule.type, 'no rule');
    const group = told.onlyOne(
      inNetwork(app, 'AWS::EC2::SecurityGroup'),
      NETWORK_STACK,
      'the security group',
    );
    if (!group) return;
    told.hasOnly(group, GROUP_PROPERTIES);
    if (isDeepStrictEqual(at(group, 'SecurityGroupEgress'), NO_EGRESS))
      told.shows(group, 'no rule in; out, the one that no packet fits');
    else told.wrong(group, 'SecurityGroupEgress', JSON.stringify(NO_EGRESS));
  },
};

export const aclDeniesAll: Claim = {
  name: 'network-acl-denies-all',
  sentence: 'One network ACL without an entry, which denies both ways, is on every subnet.',
  closes: 'network ACL',
  judge(app, told) {
    for (const entry of ofType(app, ...ACL_RULE_TYPES)) told.violates(entry, 'Type', entry.type, 'no entry');
    const acl = told.onlyOne(inNetwork(app, 'AWS::EC2::NetworkAcl'), NETWORK_STACK, 'the network ACL');
    if (acl) told.hasOnly(acl, ['Tags', 'VpcId']);
    const associations = inNetwork(app, 'AWS::EC2::SubnetNetworkAclAssociation');
    for (const subnet of inNetwork(app, 'AWS::EC2::Subnet')) {
      const own = associations.filter((one) => at(one, 'SubnetId') === subnet.ref);
      const what = `the network ACL of ${subnet.id}, not the default one, which allows all`;
      const association = told.onlyOne(own, NETWORK_STACK, what);
      if (acl && association && told.equals(association, 'NetworkAclId', acl.ref))
        told.shows(acl, `no entry; on ${subnet.id}`);
    }
  },
};

export const dnsOff: Claim = {
  name: 'dns-off',
  sentence: 'The resolver of the VPC is switched off.',
  closes: 'VPC DNS',
  judge(app, told) {
    for (const vpc of inNetwork(app, 'AWS::EC2::VPC')) {
      const isOff = told.equals(vpc, 'EnableDnsSupport', false);
      if (told.equals(vpc, 'EnableDnsHostnames', false) && isOff) told.shows(vpc, 'EnableDnsSupport: false');
    }
  },
};
