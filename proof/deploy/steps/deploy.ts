import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { EngineError } from '../../../core/errors.ts';
import { cdk, outputOf, type Stage, stacksOf } from '../stage.ts';
import { tableOf } from '../tables.ts';
import type { Step } from './step.ts';

const DEPLOYED = /^(CREATE|UPDATE)_COMPLETE$/;

/** `cdk bootstrap`: the bucket and roles that deployments go through. */
export const bootstrap: Step = {
  name: 'bootstrap',
  run: async (stage) => {
    const { account, region } = stage.place;
    await cdk(stage, ['bootstrap', `aws://${account}/${region}`]);
    return `account ${account}, ${region}`;
  },
};

/** `cdk deploy --all` of the registry as it is. */
export const deploy: Step = {
  name: 'deploy',
  run: async (stage) => {
    await deployAll(stage);
    stage.pda.tellOf(await outputOf(stage, 'She-Orchestrator', 'PdaEventsBusArn'));
    return stacksSeen(stage);
  },
};

/** What the registrar stored of the functions that were deployed. */
export const registered: Step = {
  name: 'functions are registered',
  run: async (stage) => {
    const { endpoint, region } = stage.place;
    const client = new DynamoDBClient({ region, ...(endpoint === undefined ? {} : { endpoint }) });
    const TableName = await tableOf(stage, 'Catalogue');
    const { Items = [] } = await client.send(new ScanCommand({ TableName })).finally(() => client.destroy());
    if (Items.length === 0) throw new EngineError(`${TableName} is empty: no function was registered.`);
    return Items.map(({ functionId }) => functionId?.S).join(', ');
  },
};

/** Deploys every stack of the stage, the registry being that of the trial. */
export async function deployAll(stage: Stage): Promise<string> {
  return cdk(stage, [
    ...['deploy', '--all', '--require-approval', 'never'],
    ...['-c', `registry=${stage.registry}`],
  ]);
}

async function stacksSeen(stage: Stage): Promise<string> {
  const stacks = (await stacksOf(stage)).filter(({ StackName = '' }) => StackName.startsWith('She-'));
  const others = stacks.filter(({ StackStatus = '' }) => !DEPLOYED.test(StackStatus));
  if (others.length > 0)
    throw new EngineError(others.map((one) => `${one.StackName} is ${one.StackStatus}`).join('; '));
  return stacks
    .map(({ StackName }) => StackName)
    .sort()
    .join(', ');
}
