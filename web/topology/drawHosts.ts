import { percent, say, watts } from '../words/numbers.ts';
import { brokenFill } from './patterns.ts';
import { PAD } from './plan.ts';
import type { Box, HostPlan, Plan } from './plan.ts';
import type { HostNow, Scene } from './scene.ts';
import { bars, labels, place } from './shapes.ts';
import type { Group, Label } from './shapes.ts';
import { HOST_WORDS, hostWords } from './words.ts';

interface HostDatum {
  readonly host: HostNow;
  readonly box: HostPlan;
  readonly guests: number;
  /** Zones of the machines on it. */
  readonly zones: string;
  readonly mixed: boolean;
}

/** Hosts: a box each, with its name, what it does, its model, how busy it is and what it draws. */
export function drawHosts(layer: Group, scene: Scene, plan: Plan, svgId: string): void {
  const data = scene.hosts.flatMap((host, i): HostDatum[] => {
    const box = plan.hosts[i];
    if (box === undefined) return [];
    const guests = scene.machines.filter((machine) => machine.host === i);
    const zones = [...new Set(guests.map(({ zone }) => zone))];
    const known = scene.fleet.zones.length > 1 && zones.length > 0;
    return [
      {
        host,
        box,
        guests: guests.length,
        zones: known ? (zones.length > 1 ? zones.join(' + ') : `zone ${zones[0] ?? ''}`) : '',
        mixed: zones.length > 1,
      },
    ];
  });
  const hosts = layer
    .selectAll<SVGGElement, HostDatum>('g.host')
    .data(data, ({ host }) => host.id)
    .join((enter) => {
      const group = enter.append('g');
      group.append('title');
      return group;
    })
    .attr('class', ({ host }) => `host host-${host.state}`)
    .attr('data-host', ({ host }) => host.id)
    .attr('data-state', ({ host }) => host.state);
  hosts.select('title').text(({ host }) => hostWords(host));
  hosts
    .selectAll<SVGRectElement, Box & { fill: string | null }>('rect.body')
    .data(({ host, box }) => [{ ...box, fill: host.state === 'dead' ? brokenFill(svgId) : null }])
    .join('rect')
    .attr('class', 'body')
    .attr('rx', 5)
    .style('fill', ({ fill }) => fill)
    .call(place);
  bars(hosts, ({ host, box }) => {
    if (host.state !== 'on') return [];
    const pad = plan.detailed ? PAD : 6;
    const y = box.y + (plan.detailed ? 40 : 23);
    return [{ x: box.x + pad, y, width: box.width - 2 * pad, height: 8, share: host.utilization, class: 'host-fill' }];
  });
  labels(hosts, plan.detailed ? fullLabels : smallLabels);
}

function fullLabels({ host, box, zones, mixed }: HostDatum): Label[] {
  const { x, y, width } = box;
  const inner = width - 2 * PAD;
  const isOn = host.state === 'on';
  const draw = say(watts(host.watts));
  const numbers = isOn ? `CPU ${percent(host.utilization)} · ${draw}` : `drew ${draw} (mean)`;
  const line = (dy: number, text: string, more: Partial<Label> = {}): Label => ({
    x: x + PAD,
    y: y + dy,
    width: inner,
    text,
    ...more,
  });
  return [
    // "on" is short; a state that is worth a word has room for it.
    line(17, host.id, { width: inner - (isOn ? 22 : 70), bold: true }),
    line(17, HOST_WORDS[host.state], { x: x + width - PAD, width: 68, anchor: 'end', bold: !isOn, class: 'state' }),
    line(33, host.model, { size: 11 }),
    line(62, numbers),
    ...(zones === '' ? [] : [line(78, zones, { size: 11, bold: mixed, class: mixed ? 'mixed' : '' })]),
  ];
}

function smallLabels({ host, box, guests }: HostDatum): Label[] {
  const { x, y, width } = box;
  const isOn = host.state === 'on';
  const load = isOn ? `${percent(host.utilization)} · ${say(watts(host.watts))}` : say(watts(host.watts));
  return [
    { x: x + 6, y: y + 16, width: width - 12 - (isOn ? 0 : 48), text: host.id, bold: true },
    ...(isOn
      ? []
      : [
          {
            x: x + width - 6,
            y: y + 16,
            width: 46,
            text: HOST_WORDS[host.state],
            anchor: 'end' as const,
            class: 'state',
          },
        ]),
    { x: x + 6, y: y + 47, width: width - 12, text: guests > 1 ? `${load} · ${guests} VMs` : load, size: 11 },
  ];
}
