import type { Theme } from './theme.ts';

export const work: Theme = {
  low: [
    'The {thing} fell over {when}. Awful start, everybody is annoyed.',
    'Fourth {meeting} today and nothing got decided. Exhausted.',
    'I hate how the {thing} breaks just before a deadline.',
    'Worried about the {thing}; nobody seems to know who looks after it.',
    'Terrible day: lost two hours of work on the {thing}.',
    'Another {meeting} that made me feel useless.',
  ],
  flat: [
    'Working on the {thing} {when}.',
    'Moved the {meeting} to {weekday}.',
    'Notes from the {meeting} are on the shared drive.',
    'Swapping desks {when}. The new one is next to the {spot}.',
    'Second coffee, then the {thing}.',
    'Back at the {thing} after lunch.',
  ],
  high: [
    'The {thing} works! So proud of the team.',
    'Great {meeting} {when}, we finally agreed on a plan.',
    'Lovely message from a customer about the {thing}. Made my day.',
    'Finished the {thing} a day early. Delighted.',
    'Best {meeting} in weeks: short, friendly, useful.',
    'Happy with how the {thing} turned out.',
  ],
  slots: {
    thing: [
      'budget sheet',
      'build',
      'survey',
      'new website',
      'quarterly report',
      'booking system',
      'demo',
      'handbook',
    ],
    meeting: ['stand-up', 'planning meeting', 'budget review', 'retrospective', 'call with the suppliers'],
    when: ['this morning', 'today', 'this afternoon', 'right after lunch', 'first thing'],
    weekday: ['Monday', 'Wednesday', 'Thursday', 'Friday'],
    spot: ['window', 'printer', 'kitchen', 'plants'],
  },
};
