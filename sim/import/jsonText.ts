/** A scenario as text: indented, but lists of numbers in one line each; a trace has tens of thousands. */
export function scenarioText(json: unknown): string {
  return `${write(json, '')}\n`;
}

function write(value: unknown, indent: string): string {
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    if (value.every((item) => typeof item !== 'object')) return JSON.stringify(value);
    return `[\n${value.map((item) => deeper + write(item, deeper)).join(',\n')}\n${indent}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length === 0) return '{}';
  return `{\n${members.map(([key, member]) => `${deeper}${JSON.stringify(key)}: ${write(member, deeper)}`).join(',\n')}\n${indent}}`;
}
