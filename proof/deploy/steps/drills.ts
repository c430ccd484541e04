import { DeleteItemCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { EngineError } from '../../../core/errors.ts';
import { asOwner } from '../owner.ts';
import { FUNCTION } from '../registry-copy.ts';
import { outputOf, type Stage, she } from '../stage.ts';
import { tableOf } from '../tables.ts';
import { until } from '../until.ts';
import { at, enable, runBy } from './run.ts';
import type { Step } from './step.ts';

const LETTER_WITHIN = 60;

/** What nobody can read becomes a letter, is shown, and made work of again, when it comes back as a new one. */
export const deadLetters: Step = {
  name: 'drill: a dead letter is seen and redriven',
  run: async (stage) => {
    await tellNonsense(stage);
    const id = await until('a dead letter', LETTER_WITHIN, () => firstLetter(stage));
    const said = await she(stage, ['dlq', 'redrive', id, ...at(stage)]);
    const next = await until('its return', LETTER_WITHIN, async () => {
      const found = await firstLetter(stage);
      return found === id ? undefined : found;
    });
    if (next === id) throw new EngineError(`The letter ${id} is still there.`);
    return said.trim().split('\n').join(' ');
  },
};

/** The PDA issues another token, and the engine works with it. */
export const rotation: Step = {
  name: 'drill: a PDA gets another token',
  run: async (stage) => {
    const token = await stage.pda.engineToken();
    const said = await she(stage, ['pda', 'rotate', stage.pda.pda, '--token-file', '-', ...at(stage)], token);
    return `${said.trim().split('\n').at(-1)}; a run ${await runBy(stage, '1.0.0')}`;
  },
};

/** All statuses are lost; they come back disabled, the owner enables again, and runs go on. */
export const restoration: Step = {
  name: 'drill: a table that lost everything is restored from a copy of the past',
  run: async (stage) => {
    // Before the loss: moto restores a table as it is now, whatever time it is asked for.
    const made = await she(stage, ['restore', 'statuses', ...at(stage)]);
    const [, copy] = /^\S+ as it was is (\S+)\.$/m.exec(made) ?? [];
    if (copy === undefined) throw new EngineError(`No copy was made:\n${made}`);
    const lost = await loseStatuses(stage);
    const said = await she(stage, ['restore', 'statuses', '--from', copy, ...at(stage)]);
    if (!said.includes(`${lost} put back`)) throw new EngineError(`Of ${lost} items:\n${said}`);
    const { status } = await asOwner<{ status: { enabled: boolean } }>(stage, `function/${FUNCTION}`);
    if (status.enabled) throw new EngineError('A function is enabled whose owner was not asked again.');
    await enable.run(stage);
    return `${said.split('\n')[1]} Disabled until its owner enables it; then ${await runBy(stage, '1.0.0')}`;
  },
};

/** As a PDA that is out of order would. */
async function tellNonsense(stage: Stage): Promise<void> {
  const { endpoint, region } = stage.place;
  const client = new EventBridgeClient({ region, ...(endpoint === undefined ? {} : { endpoint }) });
  const EventBusName = await outputOf(stage, 'She-Orchestrator', 'PdaEventsBusArn');
  const entry = { EventBusName, Source: 'smart-hat-pda', DetailType: 'Data Saved', Detail: '{"no":"event"}' };
  await client.send(new PutEventsCommand({ Entries: [entry] })).finally(() => client.destroy());
}

async function firstLetter(stage: Stage): Promise<string | undefined> {
  const letters = JSON.parse(await she(stage, ['dlq', 'list', '--json', ...at(stage)]));
  return letters[0]?.id;
}

/** @returns how many there were */
async function loseStatuses(stage: Stage): Promise<number> {
  const { endpoint, region } = stage.place;
  const client = new DynamoDBClient({ region, ...(endpoint === undefined ? {} : { endpoint }) });
  try {
    const TableName = await tableOf(stage, 'Statuses');
    const { Items = [] } = await client.send(new ScanCommand({ TableName }));
    for (const { pda, functionId } of Items)
      if (pda && functionId)
        await client.send(new DeleteItemCommand({ TableName, Key: { pda, functionId } }));
    return Items.length;
  } finally {
    client.destroy();
  }
}
