import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Construct } from 'constructs';
import { deploymentTag } from '../deployment-tag.ts';

export interface MonthlyBudgetProps {
  readonly namePrefix: string;
  readonly usd: number;
  readonly email: string;
}

/** When somebody is told, in percent of what may be spent. */
const WARNINGS = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'ACTUAL', threshold: 100 },
  { notificationType: 'FORECASTED', threshold: 100 },
] as const;

/**
 * Tells by mail when the deployment costs more in a month than was meant. It knows the deployment by its tag, which the
 * account must have activated for cost allocation.
 */
export class MonthlyBudget extends Construct {
  constructor(scope: Construct, id: string, { namePrefix, usd, email }: MonthlyBudgetProps) {
    super(scope, id);
    const { key, value } = deploymentTag(namePrefix);
    // Without a name of its own: CloudFormation makes another one before it deletes one that changed, and names of budgets
    // are the account's, whatever the region.
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: usd, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:${key}$${value}`] },
      },
      notificationsWithSubscribers: WARNINGS.map((warning) => ({
        notification: { ...warning, comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' },
        subscribers: [{ subscriptionType: 'EMAIL', address: email }],
      })),
    });
  }
}
