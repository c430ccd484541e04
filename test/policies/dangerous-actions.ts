/** Would lead out of a sealed network. */
export const OPENINGS = [
  'ec2:AttachInternetGateway',
  'ec2:CreateNatGateway',
  'ec2:CreateVpcEndpoint',
  'ec2:CreateVpcPeeringConnection',
  'ec2:AcceptVpcPeeringConnection',
  'ec2:CreateTransitGatewayVpcAttachment',
  'ec2:AttachVpnGateway',
  'ec2:CreateEgressOnlyInternetGateway',
  'ec2:AssociateVpcCidrBlock',
  'ec2:AssociateSubnetCidrBlock',
  'ec2:CreateRoute',
  'ec2:CreateNetworkAclEntry',
  'ec2:AuthorizeSecurityGroupIngress',
];

/** Would let others call a function, or be told what it answered. */
export const TALK = [
  'lambda:CreateFunctionUrlConfig',
  'lambda:AddPermission',
  'lambda:PutFunctionEventInvokeConfig',
  'lambda:CreateAlias',
];

/** Would change what seals functions, or their code. */
export const CHANGES = [
  'ec2:ModifyVpcAttribute',
  'ec2:AuthorizeSecurityGroupEgress',
  'ec2:ReplaceNetworkAclAssociation',
  'ec2:DeleteFlowLogs',
  'ec2:DeleteTags',
  'route53resolver:UpdateFirewallRule',
  'route53resolver:DisassociateFirewallRuleGroup',
  'lambda:UpdateFunctionConfiguration',
  'lambda:UpdateFunctionCode',
  'lambda:DeleteFunction',
  'lambda:PublishVersion',
  'lambda:UntagResource',
];

/** Would give a role more than it has. */
export const POWERS = [
  'iam:CreateRole',
  'iam:UpdateAssumeRolePolicy',
  'iam:AttachRolePolicy',
  'iam:PutRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:DeleteRolePermissionsBoundary',
];
