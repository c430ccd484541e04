import { resolve } from 'node:path';
import { explained, stageConfig } from '../at-stage.ts';
import { openAwsPdaDesk } from './aws-desk.ts';
import { openLocalPdaDesk } from './local-desk.ts';
import type { PdaDesk } from './pda-desk.ts';

export interface PdaDeskOptions {
  readonly dataDir: string;
  /** Absent: this machine. */
  readonly stage?: string;
}

const GUIDE = 'docs/pdas.md';

/** Works at the desk of one engine. @throws EngineError also in place of what AWS's SDK throws */
export async function atPdaDesk(
  { dataDir, stage }: PdaDeskOptions,
  work: (desk: PdaDesk) => Promise<void>,
): Promise<void> {
  if (stage === undefined) return work(await openLocalPdaDesk(resolve(dataDir)));
  const { account, region } = stageConfig(stage);
  return explained(GUIDE, async () => work(await openAwsPdaDesk({ account, region })));
}
