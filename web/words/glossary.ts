/** A word that the page uses in one sense, and what it means. */
export interface Entry {
  readonly word: string;
  /** Other forms in which it stands in texts. */
  readonly forms?: readonly string[];
  readonly means: string;
}

/** The words of the page, by alphabet: the same as in CONTRIBUTING.md, for those who do not build it. */
export const GLOSSARY: readonly Entry[] = [
  {
    word: 'admission control',
    means:
      'What high availability reckons beforehand: whether the hosts that remain after a failure have room for all machines.',
  },
  {
    word: 'anti-affinity',
    means: 'A rule that keeps two machines off the same host, so that no host takes both down.',
  },
  {
    word: 'appliance',
    forms: ['appliances'],
    means: 'A machine bought for one job, with its software on its own hardware: nothing else runs on it.',
  },
  {
    word: 'backbone',
    means:
      'The tier behind the gateway: it routes mail, applies content policy, archives, and hands over to the mailboxes.',
  },
  {
    word: 'backlog',
    means:
      'Connections that wait because every slot is taken. When it is full too, senders are turned away and try again later.',
  },
  {
    word: 'digest',
    means:
      'A fingerprint of a result: when two runs have the same one, every number in them is the same, to the last bit.',
  },
  {
    word: 'DMZ',
    means:
      'The zone between the Internet and the inside, where machines stand that strangers may talk to: here the gateways.',
  },
  {
    word: 'downtime',
    means:
      'Of a live migration, the moment at its end when the machine stands still; of a service, the time when nobody answers.',
  },
  {
    word: 'gateway',
    forms: ['gateways'],
    means:
      'The tier that strangers connect to: it greets, asks reputation lists, looks for spam and malware, and passes on what is left.',
  },
  {
    word: 'greylisting',
    means: 'Telling an unknown sender to come again later: real senders do, many that send spam do not.',
  },
  {
    word: 'groupware',
    means: 'The tier of the mailboxes: it stores mail and serves those who read it, whose work is its background load.',
  },
  {
    word: 'high availability',
    means:
      'Software that notices when a host dies and starts its machines again on others. It takes a minute or a few, and needs room.',
  },
  {
    word: 'host',
    forms: ['hosts'],
    means:
      'A physical machine: processors, memory, and a power supply that draws watts even when it has nothing to do.',
  },
  {
    word: 'hypervisor',
    means: 'What lets several virtual machines share a host. It takes some of the processor for itself.',
  },
  {
    word: 'live migration',
    forms: ['live migrations'],
    means:
      'Moving a running machine to another host: its memory is copied while it works, and it stands still only at the end.',
  },
  {
    word: 'median',
    means: 'The middle: half took less, half took more. The same as p50.',
  },
  {
    word: 'overcommitment',
    forms: ['overcommitted'],
    means:
      'Giving the machines of a host more processors together than it has. They get less when all want them at once.',
  },
  {
    word: 'p95',
    forms: ['p99', 'p50'],
    means:
      'The time that 95 of 100 messages stay under (p99: 99 of 100, p50: half). The mean hides the slow ones, this shows them.',
  },
  {
    word: 'pool',
    forms: ['pools'],
    means: 'Hosts of one kind among which machines are placed and moved.',
  },
  {
    word: 'pre-copy',
    means:
      'The usual way of live migration: memory is copied in rounds, each copying what was written during the one before.',
  },
  {
    word: 'processor sharing',
    means:
      'All who are there are served at once, each with an equal part of the processor, as a computer does with its programs.',
  },
  {
    word: 'PUE',
    means:
      'What the meter of the building shows over what the machines draw: the rest is cooling and distribution. 1 would be nothing.',
  },
  {
    word: 'reputation list',
    forms: ['reputation lists', 'DNSBL'],
    means:
      'A directory of addresses known for spam, asked by DNS when someone connects. Cheap, and it spares reading the mail.',
  },
  {
    word: 'seed',
    means:
      'The text from which all chance of a run follows. The same seed gives the same run; another gives another day of the same kind.',
  },
  {
    word: 'session',
    forms: ['sessions'],
    means:
      'An SMTP connection, from the greeting to the goodbye. It carries one message or more, and holds a slot all the time.',
  },
  {
    word: 'shadow',
    means:
      'A double of a machine on another host that does the same work in step and goes on at once when the first one dies (fault tolerance).',
  },
  {
    word: 'slot',
    forms: ['slots'],
    means: 'Room for one session in service. A session that only waits, for DNS or a slow sender, holds it too.',
  },
  {
    word: 'sojourn',
    means:
      'The time that a session spends at a station or tier, from its arrival to its end: waiting and service together.',
  },
  {
    word: 'spare',
    forms: ['cold spare'],
    means: 'A host kept off that takes the place of a dead one.',
  },
  {
    word: 'spool',
    forms: ['spooled'],
    means: 'Mail that a tier has accepted and still has to pass on. It waits there when the next tier is away.',
  },
  {
    word: 'standby',
    means: 'A host that sleeps: a few watts instead of a hundred, and a minute or more until it can work again.',
  },
  {
    word: 'tier',
    forms: ['tiers'],
    means:
      'A step on the way of mail: gateway, backbone, groupware unless a scenario says otherwise. Several machines may share it.',
  },
  {
    word: 'utilization',
    means:
      'The share of the processor cores that is busy. Waiting grows slowly up to some 70% and without bound toward 100%.',
  },
  {
    word: 'virtual machine',
    forms: ['virtual machines'],
    means:
      'A machine made of software, several of which share a host, and which can move to another one while it runs.',
  },
  {
    word: 'warm-up',
    means: 'The beginning of a run, when queues fill from nothing. It is simulated but not counted.',
  },
  {
    word: 'zone',
    forms: ['zones', 'trust zone', 'trust zones'],
    means:
      'Machines that trust each other. A host takes machines of one zone only, so that a break-in stays in it; that costs hosts.',
  },
];

const byForm = new Map(
  GLOSSARY.flatMap((entry) => [entry.word, ...(entry.forms ?? [])].map((form) => [form.toLowerCase(), entry] as const)),
);

// The longest form first where one begins with another.
const pattern = new RegExp(
  `(?<![\\w-])(?:${[...byForm.keys()]
    .sort((a, b) => b.length - a.length)
    .map((form) => form.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|')})(?![\\w-])`,
  'gi',
);

/** A piece of a text: a word of the glossary where there is an entry. */
export interface Piece {
  readonly text: string;
  readonly entry?: Entry;
}

/** Cuts a text at the words of the glossary, each of which is marked only the first time; `seen` remembers which were. */
export function glossed(text: string, seen: Set<string>): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    const entry = byForm.get(match[0].toLowerCase());
    if (entry === undefined || seen.has(entry.word)) continue;
    seen.add(entry.word);
    if (match.index > at) pieces.push({ text: text.slice(at, match.index) });
    pieces.push({ text: match[0], entry });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

/** Which place marks a word: the first that asks for it, whenever it is asked again, until it is gone. */
export class Claims {
  readonly #owners = new Map<string, string>();

  /** Cuts the text of a place at the words that are its own, or nobody's yet; each is marked there once. */
  pieces(text: string, owner: string): Piece[] {
    const taken = new Set([...this.#owners].flatMap(([word, by]) => (by === owner ? [] : [word])));
    const pieces = glossed(text, taken);
    this.release(owner);
    for (const { entry } of pieces) if (entry !== undefined) this.#owners.set(entry.word, owner);
    return pieces;
  }

  /** What was a place's is free again. */
  release(owner: string): void {
    for (const [word, by] of this.#owners) if (by === owner) this.#owners.delete(word);
  }
}
