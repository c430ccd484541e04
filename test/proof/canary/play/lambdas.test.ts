import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Evidence } from '../../../../proof/canary/play/evidence.ts';
import { LambdaProcess } from '../../../../proof/canary/play/lambdas.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** Prints a metric and more; ends by itself when it is called. */
const PROGRAM = `
  process.on('message', () => {
    console.log('{"_aws":{},"runs":1}');
    console.log('x'.repeat(50_000));
    console.log('the last line');
    process.exit(3);
  });
  process.send({ ready: true });
`;

const program = join(temporaryFolder(), 'program.mjs');
beforeAll(() => writeFile(program, PROGRAM));

const start = (evidence: Evidence) =>
  LambdaProcess.start('api', { PATH: process.env.PATH }, evidence, program);

describe('LambdaProcess', () => {
  it('refuses what waits for it when it ends by itself, and what comes later, and says so', async () => {
    const evidence = new Evidence();
    const lambda = await start(evidence);

    const waiting = lambda.invoke({});

    await expect(waiting).rejects.toThrow('The Lambda api ended by itself.');
    await expect(lambda.invoke({})).rejects.toThrow('The Lambda api ended by itself.');
    expect(evidence.objections).toEqual(['on AWS: the Lambda api ended by itself, with 3']);
  });

  it('has its log to the last line, and the metrics in it', async () => {
    const evidence = new Evidence();
    const lambda = await start(evidence);

    await lambda.invoke({}).catch(() => undefined);
    await lambda.end();

    const [log] = evidence.of('log of api');
    expect(String(log?.bytes.subarray(-14))).toBe('the last line\n');
    expect(evidence.of('metrics').map(({ bytes }) => String(bytes))).toEqual(['{"_aws":{},"runs":1}\n']);
  });
});
