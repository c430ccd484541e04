import type { ResponseProbe } from './response-probe.ts';
import { BUNDLES } from './said/bundles.ts';
import { CONFIGURATIONS } from './said/configurations.ts';
import { PLACES } from './said/places.ts';
import { ERRORS_SAID, SHAPES, SIZES, TEXTUAL } from './said/shapes.ts';
import { TEXTS } from './said/texts.ts';

/** Every hostile answer. */
export const RESPONSES: readonly ResponseProbe[] = [
  ...PLACES,
  ...TEXTS,
  ...SHAPES,
  ...TEXTUAL,
  ...SIZES,
  ...ERRORS_SAID,
  ...BUNDLES,
  ...CONFIGURATIONS,
];
