import { HmacGroupPseudonyms, HmacTenantPseudonyms } from '../../../adapters/crypto/hmac-pseudonyms.ts';
import { MemoryRunSlots } from '../../../adapters/memory/run-slots.ts';
import type { DataEvent } from '../../../core/model/data-event.ts';
import type { GroupPseudonyms, TenantPseudonyms } from '../../../core/ports.ts';
import type { Profile } from '../../simulator/faults/profile.ts';
import { World } from '../../simulator/world/world.ts';
import { type Kind, PEOPLE, type Side } from '../kinds.ts';
import { type Observed, Recorder } from '../observe/recorder.ts';
import { PrivateInput } from '../private/contents.ts';
import { Functions } from '../private/functions.ts';
import type { EnginePorts } from './engine-ports.ts';
import { eventSender } from './event-sender.ts';
import { ProcessNames } from './process-names.ts';
import { PersonsQueues } from './queues.ts';
import { StreamFaults } from './stream-faults.ts';
import { Streams } from './streams.ts';

/** Makes an engine of these ports that gives away what it must not, to show that this is noticed. */
export type Leak = (ports: EnginePorts, play: PairPlay) => EnginePorts;

export interface PairPlayOptions {
  readonly seed: string;
  readonly profile: Profile;
  readonly kind: Kind;
  readonly side: Side;
  readonly leak?: Leak | undefined;
}

/** The keys of a deployment; both plays are of the same one. */
const [GROUP_KEY, TENANT_KEY] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

/** Of each function: few, so that a run which died makes another look for one. */
const SLOTS = 3;

/** One play of a pair: the engine's own code in the simulator's world, and everything that can be seen of it. */
export class PairPlay {
  readonly kind: Kind;
  readonly world: World;
  readonly streams: Streams;
  readonly names: ProcessNames;
  readonly queues: PersonsQueues;
  readonly functions: Functions;
  readonly input: PrivateInput;
  readonly groups: GroupPseudonyms = new HmacGroupPseudonyms(GROUP_KEY);
  readonly tenants: TenantPseudonyms = new HmacTenantPseudonyms(TENANT_KEY);
  readonly leak: Leak | undefined;
  readonly recorder: Recorder;
  readonly #persons = new Map<string, string>();
  readonly #slots = new Map<string, MemoryRunSlots>();
  readonly #send: (event: DataEvent) => Promise<void>;

  constructor({ seed, profile, kind, side, leak }: PairPlayOptions) {
    this.kind = kind;
    this.streams = new Streams(seed);
    this.names = new ProcessNames(this.streams);
    const faults = () => new StreamFaults(this.streams, this.names, profile);
    const streamOf = (process: string) => this.names.of(process);
    this.world = new World({ seed, profile, faults, people: PEOPLE, streamOf, isTraced: false });
    this.queues = new PersonsQueues(this.world.scheduler, this.streams, profile);
    this.functions = new Functions(this.streams, kind);
    this.input = new PrivateInput(this.streams, kind, side);
    this.recorder = new Recorder(() => this.world.now);
    this.leak = leak;
    this.#send = eventSender(this.groups, (seen) => this.see(seen));
  }

  see(observed: Observed): void {
    this.recorder.see(observed);
  }

  /** Whose work a process does. */
  personOf(process: string): string {
    return PEOPLE.find((pda) => process.includes(pda)) ?? 'engine';
  }

  /** Each person has slots of their own: that one waits for the other is a channel the docs name, and no proof closes. */
  slotsOf(pda: string): { readonly slots: MemoryRunSlots; readonly inFlightPerFunction: number } {
    const slots = this.#slots.get(pda) ?? new MemoryRunSlots();
    this.#slots.set(pda, slots);
    return { slots, inFlightPerFunction: SLOTS };
  }

  personOfTenant(tenant: string): string {
    return this.#persons.get(tenant) ?? 'engine';
  }

  /** The same pseudonyms, whose persons the play remembers. */
  known(tenants: TenantPseudonyms): TenantPseudonyms {
    return {
      tenant: (pda, functionId, epoch) => {
        const tenant = tenants.tenant(pda, functionId, epoch);
        this.#persons.set(tenant, pda);
        return tenant;
      },
    };
  }

  /** A PDA tells the engine of new records until it knows. */
  tell(event: DataEvent | undefined): void {
    if (!event) return;
    void this.#send(event);
    this.queues.of('data-events', event.pda).send(event);
  }
}
