/** The keys of the page, by where they work: a key, or keys that belong together, and what they do. */
export const KEYS: readonly {
  readonly where: string;
  readonly keys: readonly { readonly keys: readonly string[]; readonly does: string }[];
}[] = [
  {
    where: 'On every screen',
    keys: [
      { keys: ['?'], does: 'shows this list' },
      { keys: ['R'], does: 'runs the scenario again, or what was changed in it' },
      { keys: ['Esc'], does: 'closes what “?” or a marked word has opened' },
    ],
  },
  {
    where: 'On a chart, with the focus on it',
    keys: [
      { keys: ['←', '→'], does: 'move the crosshair by a sample, with Shift by ten' },
      { keys: ['Page Up', 'Page Down'], does: 'move it by a tenth of what is in sight' },
      { keys: ['Home', 'End'], does: 'move it to the beginning or the end' },
      { keys: ['↑', '↓'], does: 'choose a line, which then stands out' },
      { keys: ['+', '−'], does: 'zoom in and out, on all charts' },
      { keys: ['Esc'], does: 'shows the whole run again' },
      { keys: ['Enter'], does: 'asks why mail was late then, on charts of delivery time' },
    ],
  },
  {
    where: 'In the playback of the machines',
    keys: [
      { keys: ['Space'], does: 'plays and stops' },
      { keys: ['←', '→'], does: 'go back and on by a sample' },
      { keys: [',', '.'], does: 'go to the event before or after' },
      { keys: ['P', 'N'], does: 'go to the incident before or after' },
      { keys: ['Home', 'End'], does: 'go to the beginning or the end' },
    ],
  },
  {
    where: 'Where the scenario is edited',
    keys: [
      { keys: ['Ctrl+Z', 'Ctrl+Shift+Z'], does: 'take a change back, and make it again' },
      { keys: ['←', '→', '↑', '↓'], does: 'move the handle of a spike in time and height' },
      { keys: ['Ctrl+Space', 'F8'], does: 'complete, and go to the next problem, in the JSON' },
      { keys: ['Esc', 'Tab'], does: 'one after the other, leave the JSON' },
    ],
  },
];
