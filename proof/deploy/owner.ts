import { EngineError } from '../../core/errors.ts';
import { ask } from '../canary/play/ask.ts';
import { outputOf, type Stage } from './stage.ts';

/** A run as its owner sees it. */
export interface Run {
  readonly functionId: string;
  readonly version: string;
  readonly status: string;
  readonly startedAt: string;
  readonly errorCode?: string;
}

/** Asks the deployed management API as the owner of the PDA. @throws EngineError */
export async function asOwner<T>(stage: Stage, path: string, method: 'GET' | 'POST' = 'GET'): Promise<T> {
  const url = stage.apiUrl ?? (await outputOf(stage, 'She-Api', 'ApiUrl'));
  const headers = { 'x-auth-token': stage.pda.ownerToken };
  const reply = await ask(url, new URL(url).host, { method, path: `/api/v2.6/she/${path}`, headers });
  if (reply.status >= 300)
    throw new EngineError(`${method} ${path} was answered ${reply.status}: ${reply.text}`);
  return JSON.parse(reply.text || 'null') as T;
}

/** The latest runs, newest first. */
export async function runsOf(stage: Stage): Promise<readonly Run[]> {
  return asOwner<readonly Run[]>(stage, 'execution?take=50');
}
