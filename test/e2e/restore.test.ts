import { runCommand } from '../support/engine-process.ts';
import {
  type HttpAnswer,
  type HttpRequest,
  type HttpServer,
  startHttpServer,
} from '../support/http-server.ts';
import { stateStack } from '../support/state-stack.ts';

const COPY = {
  TableStatus: 'ACTIVE',
  KeySchema: [
    { AttributeName: 'pda', KeyType: 'HASH' },
    { AttributeName: 'functionId', KeyType: 'RANGE' },
  ],
};

const operationOf = ({ headers }: HttpRequest) => String(headers['x-amz-target'] ?? '').split('.')[1];

/** An account in which every restore succeeds, of tables that have lost nothing. */
function answerOf(account: string, request: HttpRequest): HttpAnswer {
  const operation = operationOf(request);
  if (operation === undefined) return stateStack(request.body, account);
  return { status: 200, body: JSON.stringify(operation === 'Scan' ? { Items: [] } : { Table: COPY }) };
}

describe('she restore', () => {
  let aws: HttpServer;
  let account: string;

  beforeEach(async () => {
    aws = await startHttpServer((request) => answerOf(account, request));
  });
  afterEach(() => aws.close());

  const restore = (...args: string[]) =>
    runCommand(['restore', 'statuses', '--stage', 'example', ...args], {
      ...{ AWS_ENDPOINT_URL: aws.url, AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'local' },
    });
  const operations = () => aws.requests.flatMap((request) => operationOf(request) ?? []);

  it("restores the stage's table beside itself, in the stage's account", async () => {
    account = '111122223333';

    const { code, output } = await restore();

    expect(code).toBe(0);
    expect(output).toContain('She-State-statuses-1 as it was is She-State-statuses-1-restored-');
    expect(operations()).toContain('RestoreTableToPointInTime');
  }, 60_000);

  it.each([
    ['restores', []],
    ['puts back', ['--from', 'copy']],
  ])(
    '%s nothing with credentials of another account, and reads none of its tables',
    async (_what, args) => {
      account = '444455556666';

      const { code, output } = await restore(...args);

      expect([code, operations()]).toEqual([1, []]);
      expect(output).toMatch(
        /^The credentials lead to account 444455556666, .* configured for 111122223333/m,
      );
    },
    60_000,
  );
});
