/** First of the ids that systemd leaves unused; no account and no other sandbox of this machine has them. */
const FIRST_UID = 1_900_000_000;

/** Lends user ids, so that no two sandboxes of an engine that runs as root share a user's process limit. */
export class Uids {
  readonly #lent = new Set<number>();

  /** Lowest id that nobody holds. */
  lend(): number {
    let uid = FIRST_UID;
    while (this.#lent.has(uid)) uid += 1;
    this.#lent.add(uid);
    return uid;
  }

  giveBack(uid: number): void {
    this.#lent.delete(uid);
  }
}
