type Step = () => unknown;

/** What must be undone when the engine stops, or fails to start: last begun, first undone. */
export class CleanUp {
  readonly #steps: Step[] = [];

  later(step: Step): void {
    this.#steps.push(step);
  }

  /** Undoes everything, also when a step fails; throws the first failure at the end. */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
