import { dataPathSchema, filled, templateSchema, valueAt } from '../../../core/model/template.ts';

const RECORD = {
  mood: 'good',
  counters: { 'twitter/tweets': 3, none: 0 },
  tags: ['home', 'work'],
  well: true,
  gone: null,
  empty: '',
};

describe('filled', () => {
  it.each([
    ['a text without placeholders', 'As it is', 'As it is'],
    ['a text', 'Mood: {{mood}}', 'Mood: good'],
    ['a number within', '{{counters.twitter/tweets}} tweets', '3 tweets'],
    ['a nought', '{{counters.none}}', '0'],
    ['a truth value', '{{well}}', 'true'],
    ['one of a list', '{{tags.1}} and {{tags.0}}', 'work and home'],
    ['single braces', '{mood} {{mood}}', '{mood} good'],
  ])('fills in %s', (_what, template, text) => {
    const shown = filled(template, RECORD);

    expect(shown).toBe(text);
  });

  it.each([
    ['nothing there', '{{absent}}'],
    ['nothing there, beside something', '{{mood}} {{absent}}'],
    ['null', '{{gone}}'],
    ['an object', '{{counters}}'],
    ['a list', '{{tags}}'],
    ['the length of a list', '{{tags.length}}'],
    ['what every object has', '{{constructor.name}}'],
    ['what every text has', '{{mood.length}}'],
    ['an empty text', '{{empty}}'],
  ])('shows nothing for %s', (_what, template) => {
    const shown = filled(template, RECORD);

    expect(shown).toBeUndefined();
  });

  it('takes a value as it is, placeholders, patterns and markup too', () => {
    const said = '{{mood}} $& $1 <b>"\\';

    const shown = filled('{{text}}!', { text: said, mood: 'SECRET' });

    expect(shown).toBe(`${said}!`);
  });

  it('cuts off a text that is too long, never within a character', () => {
    const shown = filled('{{text}}', { text: `x${'😀'.repeat(3_000)}` });

    expect(shown).toHaveLength(4_000);
    expect(shown).toMatch(/^x(😀)+…$/u);
  });
});

describe('valueAt', () => {
  it.each([null, 'text', 7, [], {}])('finds nothing in %j', (data) => {
    const value = valueAt(data, 'a.b');

    expect(value).toBeUndefined();
  });
});

describe('templateSchema', () => {
  it.each(['plain', '{{a}}', 'of {{a.b.0}} and {{twitter/tweets}}', '{single}'])('takes %j', (template) => {
    const read = templateSchema.safeParse(template);

    expect(read.success).toBe(true);
  });

  it.each(['', '{{}}', '{{a', 'a}}', '{{a..b}}', '{{.a}}', '{{a}}}}', 'x'.repeat(1_001)])(
    'refuses %j',
    (template) => {
      const read = templateSchema.safeParse(template);

      expect(read.success).toBe(false);
    },
  );
});

describe('dataPathSchema', () => {
  it.each(['', '.', 'a.', 'a..b', '{a}', 'x'.repeat(201)])('refuses %j', (path) => {
    const read = dataPathSchema.safeParse(path);

    expect(read.success).toBe(false);
  });
});
