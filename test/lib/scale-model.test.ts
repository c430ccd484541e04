import { ENGINE } from '../../proof/scale-model/engine.ts';
import { DEFAULT_LOAD } from '../../proof/scale-model/load.ts';
import { onlyResource, resourcesOf, stackOf, synthesised } from '../support/synthesised.ts';

const templates = synthesised();
const orchestrator = stackOf(templates, 'She-Orchestrator');

/** The settings of the engine's Lambda that says this of itself. */
function lambda(description: string) {
  const found = resourcesOf(templates, 'AWS::Lambda::Function').map(({ Properties }) => Properties);
  return found.find(({ Description }) => Description === description) ?? {};
}

/** By which queues feed their Lambdas; the dispatcher is fed by ten batches at a time at most. */
const feeds = resourcesOf(orchestrator, 'AWS::Lambda::EventSourceMapping').map(({ Properties }) => ({
  batch: Properties.BatchSize,
  batches: Properties.ScalingConfig.MaximumConcurrency,
}));

describe('what the scale model takes for the engine is what the stacks make of it', () => {
  it.each([
    ['Reads, invokes, checks and writes', ENGINE.executor.memory],
    ['Finds the functions that a data event touches', ENGINE.dispatcher.memory],
    ['Answers the management API', ENGINE.api.memory],
  ])('memory: %s', (description, memory) => {
    expect(lambda(description).MemorySize).toBe(memory);
  });

  it('batches, and how many at a time', () => {
    const { batch, batches } = ENGINE.dispatcher;

    expect(feeds).toContainEqual({ batch, batches });
    expect(feeds).toContainEqual({ batch: ENGINE.executor.batch, batches: DEFAULT_LOAD.executors });
  });

  it('runs of one function at a time', () => {
    const { Variables } = lambda('Reads, invokes, checks and writes').Environment;

    expect(Variables.IN_FLIGHT_PER_FUNCTION).toBe(String(DEFAULT_LOAD.inFlight));
  });

  it('requests a second that the management API takes', () => {
    const stage = onlyResource(stackOf(templates, 'She-Api'), 'AWS::ApiGatewayV2::Stage').Properties;

    expect(stage.DefaultRouteSettings.ThrottlingRateLimit).toBe(ENGINE.api.requestsPerSecond);
  });

  it('keys and secrets', () => {
    const count = (type: string) => resourcesOf(stackOf(templates, 'She-State'), type).length;

    expect([count('AWS::KMS::Key'), count('AWS::SecretsManager::Secret')]).toEqual([
      ENGINE.keys,
      ENGINE.secrets,
    ]);
  });

  it('rounds of reconcile', () => {
    const rules = resourcesOf(orchestrator, 'AWS::Events::Rule').map(({ Properties }) => Properties);

    expect(rules.map(({ ScheduleExpression }) => ScheduleExpression)).toContain('rate(1 minute)');
    expect(ENGINE.reconcileEvery).toBe(60);
  });
});
