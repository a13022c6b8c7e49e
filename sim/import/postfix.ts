import type { Direction, MailClass } from '../scenario/words.ts';
import type { Listener } from './arrival.ts';
import { Bounded } from './bounded.ts';
import { Distinct } from './distinct.ts';
import { hashOf } from './hash.ts';
import { addressOf, fieldOf, placeOf, readPostfixLine } from './postfixLine.ts';
import type { PostfixLine } from './postfixLine.ts';
import { noCounts } from './postfixCounts.ts';

/** Messages and sessions that are remembered at most; the oldest are given up, so that memory is bounded. */
const MOST_MESSAGES = 200_000;
const MOST_SESSIONS = 50_000;
const MOST_DOMAINS = 20_000;

/** A message between its first line and its last. */
interface Message {
  readonly atS: number;
  origin: 'outside' | 'inside' | 'filter' | 'unknown';
  isBounce: boolean;
  class: MailClass | undefined;
  bytes: number | undefined;
  recipients: number | undefined;
  /** It went to a machine outside; to a mailbox or a machine inside. */
  toOutside: boolean;
  toInside: boolean;
}

interface Session {
  readonly direction: Direction;
  messages: number;
  rejected: boolean;
}

const LOCAL_DELIVERY = new Set(['lmtp', 'local', 'virtual', 'pipe']);
const DELIVERY = new Set(['smtp', 'error', 'retry', 'discard', ...LOCAL_DELIVERY]);

/**
 * Follows the messages of a Postfix log from daemon to daemon by their names in the queue: smtpd or pickup says when one came and from
 * where, qmgr its size and recipients, the delivery agents where it went, "removed" that it is over. Refused tries are mail too: of class
 * spam, one for each connection. Mail handed back by a content filter is not counted again.
 */
export class PostfixReader {
  readonly counts = noCounts();
  /** About how many different recipients had mail delivered to them inside. */
  readonly mailboxes = new Distinct();
  private readonly listener: Listener;
  private readonly messages = new Bounded<Message>(MOST_MESSAGES);
  private readonly sessions = new Bounded<Session>(MOST_SESSIONS);
  /** Domains for which mail was delivered inside. */
  private readonly domains = new Set<number>();
  private hasFilter = false;

  constructor(listener: Listener) {
    this.listener = listener;
  }

  /** A line, without its time stamp. */
  line(atS: number, rest: string): void {
    const line = readPostfixLine(rest);
    if (line === undefined) {
      this.counts.otherPrograms++;
      return;
    }
    if (line.daemon === 'smtpd') this.smtpd(atS, line);
    else if (line.daemon === 'postscreen') this.postscreen(atS, line);
    else if (line.queueId === '') return;
    else if (line.daemon === 'pickup') this.begin(atS, line, 'inside');
    else if (line.daemon === 'cleanup') this.cleanup(atS, line);
    else if (line.daemon === 'qmgr') this.qmgr(atS, line);
    else if (DELIVERY.has(line.daemon)) this.delivery(line);
  }

  /** The log is over: what is still in the queue has come all the same. */
  finish(): void {
    for (const message of this.messages.values()) {
      if (message.origin !== 'unknown') this.counts.unfinished++;
      this.end(message);
    }
    this.messages.clear();
    for (const { direction, messages } of this.sessions.values()) {
      if (messages > 0) this.listener.session(direction, messages);
    }
    this.sessions.clear();
  }

  private smtpd(atS: number, line: PostfixLine): void {
    const { text, queueId } = line;
    const key = hashOf(line.process);
    if (text.startsWith('connect from ')) {
      const place = placeOf(addressOf(text));
      // Filters and programs of the machine itself are no senders.
      if (place !== 'loopback') this.connect(key, line.isSubmission || place !== 'public');
    } else if (text.startsWith('disconnect from ')) {
      this.disconnect(key);
    } else if (text.startsWith('lost connection ')) this.counts.lostConnections++;
    else if (text.startsWith('timeout after ')) this.counts.timeouts++;
    else if (text.startsWith('client=')) {
      const place = placeOf(addressOf(text));
      const inside = line.isSubmission || place !== 'public' || text.includes('sasl_username=');
      this.begin(atS, line, place === 'loopback' && this.hasFilter ? 'filter' : inside ? 'inside' : 'outside');
      const session = this.sessions.get(key);
      if (session) session.messages++;
    } else if (queueId !== '' && REJECT.test(text)) {
      // A message that was begun ends by it; so do tries of which none was.
      this.messages.take(keyOf(line));
      this.reject(atS, line, key);
    }
  }

  private postscreen(atS: number, line: PostfixLine): void {
    const { text } = line;
    const key = hashOf(`${line.host} ${/\[[^\]]*\]:\d+/.exec(text)?.[0] ?? line.process}`);
    if (text.startsWith('CONNECT from ')) this.connect(key, false);
    else if (text.startsWith('DISCONNECT ') || text.startsWith('PASS ')) this.disconnect(key);
    else if (text.startsWith('HANGUP ')) this.counts.lostConnections++;
    else if (line.queueId !== '' && REJECT.test(text)) this.reject(atS, line, key);
  }

  private connect(key: number, inside: boolean): void {
    this.counts.connections++;
    this.sessions.put(key, { direction: inside ? 'outbound' : 'inbound', messages: 0, rejected: false });
    if (this.sessions.size > this.counts.peakConnections) this.counts.peakConnections = this.sessions.size;
  }

  private disconnect(key: number): void {
    const session = this.sessions.take(key);
    if (session !== undefined && session.messages > 0) this.listener.session(session.direction, session.messages);
  }

  private begin(atS: number, line: PostfixLine, origin: Message['origin']): void {
    if (line.queueId === 'NOQUEUE') return;
    const dropped = this.messages.put(keyOf(line), {
      atS,
      origin,
      isBounce: false,
      class: undefined,
      bytes: undefined,
      recipients: undefined,
      toOutside: false,
      toInside: false,
    });
    if (dropped !== undefined) this.end(dropped);
  }

  private cleanup(atS: number, line: PostfixLine): void {
    const message = this.messages.get(keyOf(line));
    if (REJECT.test(line.text)) {
      this.messages.take(keyOf(line));
      this.reject(atS, line, undefined, message);
    } else if (message === undefined && line.text.startsWith('message-id=')) {
      // Neither smtpd nor pickup knew of it: Postfix made it itself, as it does bounces.
      this.begin(atS, line, 'inside');
    }
  }

  private qmgr(atS: number, line: PostfixLine): void {
    const key = keyOf(line);
    if (line.text === 'removed') {
      const message = this.messages.take(key);
      if (message !== undefined) this.end(message);
      return;
    }
    if (!line.text.startsWith('from=')) return;
    if (this.messages.get(key) === undefined) this.begin(atS, line, 'unknown');
    const message = this.messages.get(key);
    const bytes = Number(fieldOf(line.text, 'size') ?? NaN);
    const recipients = Number(fieldOf(line.text, 'nrcpt') ?? NaN);
    if (message === undefined) return;
    if (!(bytes >= 0) || !(recipients >= 0)) {
      this.listener.broken('a line of qmgr without size or nrcpt');
      return;
    }
    message.isBounce = line.text.startsWith('from=<>');
    message.bytes = bytes;
    // Of a deferred message, qmgr names those that are left: the most is what it had.
    message.recipients = Math.max(message.recipients ?? 0, recipients);
  }

  private delivery({ daemon, text, ...line }: PostfixLine): void {
    const status = fieldOf(text, 'status');
    if (status === undefined) return;
    if (status === 'sent') this.counts.sent++;
    else if (status === 'deferred') this.counts.deferred++;
    else if (status === 'bounced') this.counts.bounced++;
    const message = this.messages.get(keyOf(line));
    const to = fieldOf(text, 'to') ?? '';
    const domain = hashOf(to.slice(to.lastIndexOf('@') + 1).toLowerCase());
    const relay = placeOf(addressOf(fieldOf(text, 'relay') ?? ''));
    const isLocal = LOCAL_DELIVERY.has(daemon);
    if (!isLocal && relay === 'loopback') {
      this.hasFilter = true;
      // The first that a filter hands back come before the word that there is one.
      const back = this.messages.get(keyOf({ host: line.host, queueId: /queued as (\w+)/.exec(text)?.[1] ?? '' }));
      if (back !== undefined) back.origin = 'filter';
      if (message) {
        if (/INFECTED|VIRUS/i.test(text)) message.class = 'virus';
        else if (/discarded|SPAM|BLOCKED/i.test(text)) message.class = 'spam';
        if (this.domains.has(domain)) message.toInside = true;
        else message.toOutside = true;
      }
      return;
    }
    const inside = isLocal || relay === 'private';
    if (inside && status === 'sent') {
      if (this.domains.size < MOST_DOMAINS) this.domains.add(domain);
      this.mailboxes.add(to.toLowerCase());
    }
    if (message === undefined) return;
    if (inside) message.toInside = true;
    else message.toOutside = true;
  }

  /** A try is refused. `message`: it had come as far as that. */
  private reject(atS: number, { text }: PostfixLine, session: number | undefined, message?: Message): void {
    const { counts } = this;
    const code = / ([45])\d\d |: ([45])\.\d+\.\d+ /.exec(text);
    if ((code?.[1] ?? code?.[2]) === '4') {
      counts.temporary++;
      if (/gr[ea]ylist/i.test(text)) counts.greylisted++;
      return;
    }
    const known = session === undefined ? undefined : this.sessions.get(session);
    if (known?.rejected) return;
    if (known) known.rejected = true;
    if (/blocked using|blocked by|DNSBL|RBL/i.test(text)) counts.blocked++;
    else if (/User unknown|unknown in|no such user/i.test(text)) counts.unknownRecipient++;
    else if (/Relay access denied/i.test(text)) counts.relayDenied++;
    else if (/END-OF-MESSAGE|DATA from|spam|virus|infected|malware/i.test(text)) counts.content++;
    else counts.otherRejects++;
    this.listener.arrival({
      atS: message?.atS ?? atS,
      direction: 'inbound',
      class: /virus|infected|malware/i.test(text) ? 'virus' : 'spam',
      sizeKB: undefined,
      recipients: undefined,
    });
  }

  private end(message: Message): void {
    const { origin, toInside, toOutside } = message;
    if (origin === 'filter') this.counts.reinjected++;
    else if (origin === 'unknown') this.counts.older++;
    else {
      const direction = origin === 'outside' ? 'inbound' : toInside && !toOutside ? 'internal' : 'outbound';
      this.listener.arrival({
        atS: message.atS,
        direction,
        class: message.class ?? (message.isBounce ? 'bounce' : 'ham'),
        sizeKB: message.bytes === undefined ? undefined : message.bytes / 1024,
        recipients: message.recipients === 0 ? undefined : message.recipients,
      });
    }
  }
}

const REJECT = /^(?:milter-|proxy-)?reject: /;

function keyOf({ host, queueId }: Pick<PostfixLine, 'host' | 'queueId'>): number {
  return hashOf(`${host} ${queueId}`);
}
