import { isJsonObject, type Json, type JsonObject } from '../../../core/model/json.ts';

type Members = Map<string, Json | Members>;

/** A JSON object that grows by deep merging; what is put later wins, and nothing that is put is changed. */
export class MergedObject {
  readonly #members: Members = new Map();

  /** @param keys path to `value`, not empty */
  put(keys: readonly string[], value: Json): void {
    const last = keys.at(-1) as string;
    const parent = keys.slice(0, -1).reduce((members, key) => membersAt(members, key), this.#members);
    merge(parent, last, value);
  }

  json(): Json {
    return asJson(this.#members);
  }
}

/** Object under `key`, to be changed; whatever else is there is replaced. */
function membersAt(members: Members, key: string): Members {
  const found = members.get(key);
  if (found instanceof Map) return found;
  const inner: Members = new Map(isObject(found) ? Object.entries(found) : []);
  members.set(key, inner);
  return inner;
}

function merge(members: Members, key: string, value: Json): void {
  const before = members.get(key);
  if (!isObject(value) || !(before instanceof Map || isObject(before))) {
    members.set(key, value);
    return;
  }
  const inner = membersAt(members, key);
  for (const [name, member] of Object.entries(value)) merge(inner, name, member);
}

/** `fromEntries` since an assignment would take `__proto__` for something else than a key. */
function asJson(value: Json | Members): Json {
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([key, member]) => [key, asJson(member)]));
}

function isObject(value: Json | Members | undefined): value is JsonObject {
  return isJsonObject(value) && !(value instanceof Map);
}
