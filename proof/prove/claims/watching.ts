import type { App } from '../model/app.ts';
import { at, ofType, type Resource } from '../model/model.ts';
import type { Told } from './claim.ts';

/** Widgets that show what AWS has measured or ranked. One of another type may call a Lambda, or read whole lines of a log. */
const WIDGETS = ['alarm', 'metric', 'text'];

interface Widget {
  readonly type?: unknown;
  readonly properties?: { readonly accountId?: unknown };
}

/** Looks whether a dashboard shows numbers alone, and of this account. */
export function showingNumbers(_app: App, dashboard: Resource, told: Told): void {
  const { widgets } = readBody<{ widgets?: Widget[] }>(at(dashboard, 'DashboardBody'));
  const isShown = ({ type, properties }: Widget) =>
    WIDGETS.includes(String(type)) && properties?.accountId === undefined;
  if (!Array.isArray(widgets) || !widgets.every(isShown))
    told.wrong(dashboard, 'DashboardBody', `widgets of this account, of ${WIDGETS.join(', ')} alone`);
}

/** Looks whether a ranking reads logs of these templates alone. */
export function rankingOwnLogs(app: App, rule: Resource, told: Told): void {
  const own = new Set(ofType(app, 'AWS::Logs::LogGroup').map(({ ref }) => ref));
  const { LogGroupNames } = readBody<{ LogGroupNames?: string[] }>(at(rule, 'RuleBody'));
  if (!Array.isArray(LogGroupNames) || !LogGroupNames.every((name) => own.has(name)))
    told.wrong(rule, 'RuleBody', 'log groups of these templates alone');
}

/** An empty one when it cannot be read, which nothing above lets pass. */
function readBody<T>(body: unknown): Partial<T> {
  try {
    return JSON.parse(String(body)) as Partial<T>;
  } catch {
    return {};
  }
}
