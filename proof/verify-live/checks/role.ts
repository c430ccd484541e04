import { type Claim, unless } from '../claim.ts';

/** That functions may do nothing. */
export const ROLE_CLAIMS: readonly Claim[] = [
  {
    name: 'the role of functions has exactly the policies of its template',
    deviations: ({ role }, { roleArn, inline }) => [
      ...unless('its ARN', role.arn, roleArn),
      ...unless('its inline policies', role.inline, inline),
      ...role.attached.map((arn) => `the policy ${arn} is attached`),
    ],
  },
  {
    name: 'only Lambda may take the role of functions',
    deviations: ({ role }, { trust }) => unless('its trust policy', role.trust, trust),
  },
  {
    name: 'the role of functions is within its boundary',
    deviations: ({ role }, { boundary }) => [
      ...unless('its boundary', role.boundary, boundary?.arn),
      ...unless('what the boundary says', role.boundaryDocument, boundary?.document),
    ],
  },
];
