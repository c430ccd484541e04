/** The feeds that are counted, each with the one field that is read of it: what its source tells records apart by. */
const FEEDS = {
  'twitter/tweets': 'id',
  'facebook/feed': 'id',
  'rumpel/notablesv1': 'id',
  'calendar/google/events': 'id',
  'fitbit/sleep': 'logId',
  'fitbit/activity': 'logId',
  'fitbit/weight': 'logId',
  'spotify/feed': 'played_at',
  'monzo/transactions': 'id',
} as const;

/** One property a feed, named like it. There are no dates: whatever is new is counted, also imported history. */
export const dataBundle = {
  name: 'data-feed-counter',
  bundle: Object.fromEntries(
    Object.entries(FEEDS).map(([endpoint, field]) => [
      endpoint,
      { endpoints: [{ endpoint, mapping: { id: field } }] },
    ]),
  ),
};
