const WIDTH = 110;

/** Breaks a line at spaces, its continuation indented by two more. */
export function wrap(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = '';
  for (const word of line.trim().split(' ')) {
    const start = lines.length === 0 ? indent : `${indent}  `;
    const longer = current ? `${current} ${word}` : start + word;
    if (current && longer.length > WIDTH) {
      lines.push(current);
      current = `${indent}  ${word}`;
    } else current = longer;
  }
  return [...lines, current].join('\n');
}
