import type { Theme } from './theme.ts';

export const food: Theme = {
  low: [
    'Burnt the {dish}. Of course. Horrible evening.',
    'The {dish} at the {place} was disgusting and cold.',
    'No appetite again, threw half the {dish} away.',
    'Felt ill after that {dish}. Never again.',
    'Paid far too much for a bad {dish}. Angry with myself.',
  ],
  flat: [
    '{dish} for dinner.',
    'Is there a trick to {dish}? Asking before {day}.',
    'Shopping list: flour, lemons, something for a {dish}.',
    'Lunch at the {place} with {friend}.',
    'The {place} has moved round the corner.',
  ],
  high: [
    'The best {dish} I have ever made. Delicious!',
    'Wonderful dinner at the {place} with {friend}.',
    '{friend} baked for us. Pure happiness.',
    'Found the perfect {dish} at the {place}. So good!',
    'Slow breakfast, fresh bread, great company. Bliss.',
  ],
  slots: {
    dish: [
      'lentil soup',
      'lemon tart',
      'mushroom risotto',
      'fish pie',
      'flatbread',
      'apple crumble',
      'bean curry',
    ],
    place: ['corner café', 'market', 'noodle bar', 'canteen', 'little bakery'],
    friend: ['Tom', 'Priya', 'Mum', 'the neighbours', 'Jo'],
    day: ['Friday', 'the weekend', 'Sunday', 'the party'],
  },
};
