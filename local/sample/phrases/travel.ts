import type { Theme } from './theme.ts';

export const travel: Theme = {
  low: [
    'Train to {city} cancelled. Stuck, cold and angry.',
    'Lost my {item} somewhere between home and {city}. Terrible.',
    'Three hours at the {stop}, no information, no food. Awful.',
    'The hotel is loud and the bed is bad. I want to go home.',
    'Missed the connection at the {stop}. This is a nightmare.',
  ],
  flat: [
    'On the way to {city}.',
    'Packing: {item}, charger, book.',
    'Changing at the {stop}.',
    'Does anyone know a quiet café in {city}?',
    'Two hours to {city}, window seat.',
  ],
  high: [
    '{city} is wonderful! Walked all day along the {view}.',
    'Best {view} of my life. So happy to be here in {city}.',
    'Kind people in {city} found my {item}. Amazing!',
    'Sunrise over the {view}. Beautiful.',
    'Great train, great book, on to {city}!',
  ],
  slots: {
    city: ['the coast', 'the north', 'the islands', 'the city', 'the mountains'],
    item: ['wallet', 'passport', 'green scarf', 'notebook', 'glasses'],
    stop: ['main station', 'airport', 'ferry port', 'bus stop', 'border'],
    view: ['harbour', 'old town', 'river', 'cliffs', 'beach'],
  },
};
