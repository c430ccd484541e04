import type { Theme } from './theme.ts';

export const weather: Theme = {
  low: [
    'Rain through the {spot} again. I am so tired of this.',
    'Grey, wet, cold. Miserable {day}.',
    'The storm broke the {spot}. What a horrible night.',
    'Grey until evening. I hate this month.',
    'Soaked to the bone waiting for the bus, which never came.',
  ],
  flat: [
    'Rain until {hour}, they say.',
    'Windy on the {high} {day}.',
    'Taking the umbrella {day}.',
    'Leaves all over the {spot}.',
    'Clouds, then a bit of sun after {hour}.',
  ],
  high: [
    'What a beautiful sky over the {high} {day}!',
    'Sunshine at last, everybody is smiling.',
    'Lovely warm evening on the {high}. Perfect.',
    'A rainbow over the {high}, and the whole street is happy.',
    'That light at {hour}. Gorgeous.',
  ],
  slots: {
    spot: ['roof', 'shed', 'garden fence', 'kitchen window', 'car'],
    high: ['hill', 'moor', 'bridge', 'roof terrace', 'common'],
    hour: ['noon', 'three', 'five', 'six'],
    day: ['today', 'this morning', 'tonight', 'again today'],
  },
};
