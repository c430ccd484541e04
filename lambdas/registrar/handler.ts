import type { Context } from 'aws-lambda';
import { EngineError, InvalidInput } from '../../core/errors.ts';
import {
  type RegisterDeps,
  type Registered,
  registerFunctions,
} from '../../core/manage/register-functions.ts';
import type { EngineLog } from '../../core/ports.ts';
import type { FunctionPackages } from '../../core/registration-ports.ts';
import { describeError } from '../shared/describe-error.ts';
import { answer } from './answer.ts';
import { reasonOf } from './reason.ts';
import {
  answerAddressSchema,
  formerFunctions,
  type ResourceRequest,
  resourceRequestSchema,
  stackName,
} from './request.ts';
import { untilOver } from './until-over.ts';
import { wantedBy } from './wanted-by.ts';

export interface RegistrarDeps extends RegisterDeps {
  readonly packages: FunctionPackages;
  /** Begins the names of functions' Lambdas. */
  readonly prefix: string;
  readonly log: EngineLog;
  /** Resolves after so long, or earlier when `signal` is aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Kept back of the time that Lambda leaves: nothing is begun any more, and then nothing is waited for any more. */
const ENDING_MS = 60_000;
const ANSWERING_MS = 30_000;

/** Serves the requests of functions stacks, and always answers: CloudFormation would wait for what never comes. */
export function createRegistrarHandler(deps: RegistrarDeps) {
  return async (event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> => {
    const address = answerAddressSchema.parse(event);
    const leftMs = context.getRemainingTimeInMillis();
    const until = new Date(deps.now().getTime() + leftMs - ENDING_MS);
    const ended = new AbortController();
    const late = deps.wait(leftMs - ANSWERING_MS, ended.signal).then(() => [LATE]);
    const served = serve({ ...deps, ...untilOver(deps, ended.signal) }, event, until);
    const problems = await Promise.race([served, late]);
    ended.abort();
    await answer(address, problems.length > 0 ? { reason: reasonOf(problems) } : {}, deps.sleep);
  };
}

const LATE =
  'The registrar was not done in time: deploy again; if that does not help, deploy fewer functions at once.';

/** @returns why it could not be done */
async function serve(deps: RegistrarDeps, event: unknown, until: Date): Promise<readonly string[]> {
  try {
    tell(deps.log, await register(deps, resourceRequestSchema.parse(event), until));
    return [];
  } catch (error) {
    deps.log.tell('registration failed', describeError(error));
    return problemsIn(error);
  }
}

/** A stack that goes has no functions any more, whatever it says of them. */
async function register(deps: RegistrarDeps, request: ResourceRequest, until: Date): Promise<Registered> {
  const { RequestType, RequestId: requestId, ResourceProperties } = request;
  const wanted =
    RequestType === 'Delete' ? { functions: [] } : await wantedBy(ResourceProperties, deps.packages);
  const { prefix } = deps;
  const stack = stackName(request);
  const formerly = formerFunctions(request);
  return registerFunctions(deps, { ...wanted, ...{ stack, requestId, formerly, prefix, until } });
}

function tell(log: EngineLog, { versions, withdrawn }: Registered): void {
  for (const { id: functionId, version } of versions)
    log.tell('function registered', { functionId, version });
  for (const functionId of withdrawn) log.tell('function withdrawn', { functionId });
}

/** Only the engine's own errors have words that were written to be told. */
function problemsIn(error: unknown): readonly string[] {
  if (error instanceof InvalidInput) return error.problems;
  if (error instanceof EngineError) return [error.message];
  const { errorName } = describeError(error);
  return [`The registrar failed (${errorName}): its log line "registration failed" tells where.`];
}
