import type { Theme } from './theme.ts';

export const family: Theme = {
  low: [
    'Argued with {relative} about {topic}. I feel awful.',
    '{relative} is in hospital again. So worried.',
    'Missed the call from {relative}, and now it is too late to ring. Sad.',
    'Lonely evening. Miss {relative} a lot.',
    'We cannot agree on {topic} and it hurts.',
  ],
  flat: [
    'Picking up {relative} from the station at six.',
    'Need a present for {relative} by {day}.',
    'Called {relative} about {topic}.',
    'The children are with {relative} until {day}.',
    'Old photographs from {relative} came in the post.',
  ],
  high: [
    '{relative} laughed so much today. I love these evenings.',
    'Great news: {relative} is coming home on {day}!',
    'Proud of {relative}, what a lovely surprise.',
    'Whole family at one table. Grateful and happy.',
    'Beautiful afternoon in the garden with {relative}.',
  ],
  slots: {
    relative: ['Mum', 'Dad', 'my sister', 'my brother', 'Gran', 'the little one', 'my niece'],
    topic: ['the holidays', 'the house', 'school', 'the old car', 'the wedding'],
    day: ['Friday', 'Saturday', 'Sunday', 'Tuesday'],
  },
};
