import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the texts of common licences are told apart; each is looked for after those before it. */
const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/GNU (AFFERO|LESSER|LIBRARY)? ?GENERAL PUBLIC LICENSE/i, 'GPL-3.0-or-later'],
  [/Mozilla Public License,? (Version|v\.) ?2\.0/i, 'MPL-2.0'],
  [/Apache License\s+Version 2\.0/i, 'Apache-2.0'],
  [/Blue Oak Model License/i, 'BlueOak-1.0.0'],
  [/Permission to use, copy, modify, and\/?(or)? distribute this software/i, 'ISC'],
  [/Redistribution and use.*Neither the name/is, 'BSD-3-Clause'],
  [/Redistribution and use in source and binary forms/i, 'BSD-2-Clause'],
  [/Permission is hereby granted, free of charge, to any person obtaining a copy/i, 'MIT'],
];

/** The licence whose text lies in a package's folder, if it is one that we know. */
export function licenceOfText(folder: string): string | undefined {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  if (file === undefined) return undefined;
  const text = readFileSync(join(folder, file), 'utf8');
  return TEXTS.find(([pattern]) => pattern.test(text))?.[1];
}
