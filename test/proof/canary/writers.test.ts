import { listedWriters } from '../../../proof/canary/channels.ts';
import { allWriters, type Writer, writersIn } from '../../../proof/canary/writers.ts';

const named = ({ file, what }: Writer) => `${file}: ${what}`;
const kindsIn = (text: string) => writersIn('local/new.ts', text).map(({ what }) => what);

describe('the list of channels', () => {
  const found = allWriters().map(named);
  const listed = listedWriters().map(named);

  it('has every place in the sources that writes', () => {
    const unlisted = found.filter((writer) => !listed.includes(writer));

    expect(unlisted).toEqual([]);
    expect(found.length).toBeGreaterThan(80);
  });

  it('has no place that is no more', () => {
    const gone = listed.filter((writer) => !found.includes(writer));

    expect(gone).toEqual([]);
  });

  it.each(['core', 'adapters', 'lambdas'])('I9: has no console, no stream and no file in %s', (folder) => {
    const kinds = /: (?:console|process\.|fs)/;

    const loud = found.filter((writer) => writer.startsWith(`${folder}/`) && kinds.test(writer));

    expect(loud).toEqual([]);
  });
});

describe('writersIn', () => {
  it.each([
    ['console.log(1)', 'console.log'],
    ['const say = console.error;', 'console.error'],
    ['const { log } = console;', 'console'],
    ['globalThis.console["log"](1)', 'console'],
    ['process.stdout.write("x")', 'process.stdout'],
    ["import { writeFile as keep } from 'node:fs/promises';", 'fs/promises.writeFile'],
    ["import fs from 'node:fs'; fs.appendFileSync('a', 'b');", 'fs.appendFileSync'],
    ["import * as files from 'fs'; files.createWriteStream('a');", 'fs.createWriteStream'],
    ["import { request } from 'node:https';", 'https.request'],
    ["import { spawn } from 'node:child_process';", 'child_process.spawn'],
    ['await fetch(url)', 'fetch'],
    ['client.send(new UpdateCommand({}))', 'UpdateCommand'],
    ['client.send(new sqs.SendMessageCommand({}))', 'sqs.SendMessageCommand'],
    ['client.send(new PutMetricDataCommand({}))', 'PutMetricDataCommand'],
    ['return context.json({ a: 1 })', 'context.json'],
    ['return new Response("a")', 'Response'],
    ['response.writeHead(200)', '.writeHead'],
    ['socket.write("a")', '.write'],
    ['worker.postMessage(1)', '.postMessage'],
    ["sql.query('insert into record values (1)')", 'SQL'],
    ['sql.query(`update fence set highest = 1`)', 'SQL'],
    ['const logger = new Logger({})', 'Logger'],
  ])('notices a new writer: %s', (text, what) => {
    const kinds = kindsIn(text);

    expect(kinds).toContain(what);
  });

  it('takes what only reads for none', () => {
    const text = `
      import { readFile } from 'node:fs/promises';
      import type { request } from 'node:http';
      client.send(new GetCommand({})); client.send(new QueryCommand({}));
      const body = await context.req.json(); sql.query('select * from record'); // console.log(1)
    `;

    const kinds = kindsIn(text);

    expect(kinds).toEqual([]);
  });
});
