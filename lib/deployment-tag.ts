/** On everything that is deployed: what costs are told apart by, where an account has more than one deployment. */
export const deploymentTag = (namePrefix: string) => ({
  key: 'smart-hat-engine:deployment',
  value: namePrefix,
});
