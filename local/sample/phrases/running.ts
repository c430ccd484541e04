import type { Theme } from './theme.ts';

export const running: Theme = {
  low: [
    'Gave up after {short} km. My {part} hurts and I feel miserable.',
    'Bad run along the {route}. No energy at all.',
    'Skipped training again. Disappointed with myself.',
    'That {part} is getting worse, I am afraid the race is off.',
    'Soaked, slow and sad: {short} km that felt like thirty.',
  ],
  flat: [
    '{short} km along the {route}.',
    'New laces. {short} km tomorrow if the weather holds.',
    'Stretching the {part} before bed.',
    'Signed up for the {race}.',
    'Easy {short} km with {friend}.',
  ],
  high: [
    'Fantastic {long} km along the {route}, felt light all the way!',
    'Personal best at the {race}! So happy.',
    'Perfect morning for a run with {friend}. Love this.',
    'My {part} is fine again. Wonderful to be back on the {route}.',
    '{long} km and still smiling.',
  ],
  slots: {
    short: ['3', '4', '5', '6'],
    long: ['8', '10', '12', '14', '16'],
    part: ['knee', 'left ankle', 'calf', 'back', 'hip'],
    route: ['canal', 'river', 'old railway line', 'ridge', 'park loop'],
    race: ['spring 10k', 'charity run', 'half marathon', 'club relay'],
    friend: ['Tom', 'Priya', 'the running club', 'my sister'],
  },
};
