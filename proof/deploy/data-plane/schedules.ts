import { EventBridgeClient, ListRulesCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { nameOf } from './event-sources.ts';
import type { LambdaService } from './lambda-service.ts';

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

interface Due {
  readonly lambda: string;
  readonly everyMs: number;
  next: number;
}

/** Invokes what a rule of the deployment names, as often as it says. */
export class Schedules {
  readonly #client: EventBridgeClient;
  readonly #service: LambdaService;
  readonly #onError: (error: unknown) => void;
  readonly #rules = new Map<string, Due>();

  constructor(
    config: { readonly endpoint: string; readonly region: string },
    service: LambdaService,
    onError: (error: unknown) => void,
  ) {
    this.#client = new EventBridgeClient(config);
    this.#service = service;
    this.#onError = onError;
  }

  /** @param now ms; what is due is invoked, and nobody waits for it */
  async look(now: number): Promise<void> {
    const { Rules = [] } = await this.#client.send(new ListRulesCommand({}));
    const names = new Set(Rules.map(({ Name = '' }) => Name));
    for (const name of this.#rules.keys()) if (!names.has(name)) this.#rules.delete(name);
    for (const { Name = '', ScheduleExpression } of Rules)
      if (ScheduleExpression && !this.#rules.has(Name)) await this.#add(Name, ScheduleExpression, now);
    for (const due of this.#rules.values()) {
      if (due.next > now) continue;
      due.next = now + due.everyMs;
      this.#service.invoke(due.lambda, '$LATEST', '{}').catch(this.#onError);
    }
  }

  close(): void {
    this.#client.destroy();
  }

  async #add(name: string, expression: string, now: number): Promise<void> {
    const everyMs = intervalOf(expression);
    const { Targets = [] } = await this.#client.send(new ListTargetsByRuleCommand({ Rule: name }));
    for (const { Arn = '' } of Targets)
      if (everyMs !== undefined && Arn.includes(':lambda:'))
        this.#rules.set(name, { lambda: nameOf(Arn), everyMs, next: now + everyMs });
  }
}

/** @returns ms, or undefined when it is no rate */
export function intervalOf(expression: string): number | undefined {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  return count === undefined ? undefined : Number(count) * (UNITS[unit] ?? 0);
}
