import type { Theme } from './theme.ts';

export const music: Theme = {
  low: [
    'The {concert} is cancelled. So disappointed.',
    'Only sad {genre} today. Everything feels heavy.',
    'Cannot get the {instrument} part right. Frustrated and close to giving up.',
    'Broke a string on the {instrument}. Bad luck all week.',
    'That new {genre} record is a terrible let-down.',
  ],
  flat: [
    'Listening to {genre} while tidying up.',
    'Looking for a second-hand {instrument}.',
    'Choir moved to {day}.',
    'Any good {genre} for a long drive?',
    'Tickets for the {concert} go on sale on {day}.',
  ],
  high: [
    'The {concert} was brilliant, I am still humming!',
    'Finally played the whole piece on the {instrument}. Thrilled!',
    'This {genre} record makes me so happy.',
    'Singing with the choir on {day} was pure joy.',
    'Dancing in the kitchen to {genre}. Love it.',
  ],
  slots: {
    concert: ['open-air concert', 'choir evening', 'folk night', 'club gig', 'matinee'],
    genre: ['folk', 'soul', 'piano jazz', 'ambient', 'brass band', 'synth pop'],
    instrument: ['guitar', 'cello', 'piano', 'ukulele'],
    day: ['Tuesday', 'Thursday', 'Friday', 'Sunday'],
  },
};
