/** A line of a Postfix daemon, after its time stamp. */
export interface PostfixLine {
  /** Host, service and process: what tells sessions apart. */
  readonly process: string;
  readonly host: string;
  /** smtpd, qmgr, postscreen, …: what master.cf calls the command. */
  readonly daemon: string;
  /** Mail comes in here from the organization's own people: submission, smtps. */
  readonly isSubmission: boolean;
  /** The message's name in the queue, or NOQUEUE; empty where the line is of none. */
  readonly queueId: string;
  readonly text: string;
}

const LINE = /^ *(\S+) (postfix(?:[\w.-]*\/)+)([\w-]+)\[(\d+)\]: (.*)$/;
/** As RFC 5424 has it: the process in a field of its own, then an id and data, of which Postfix has none. */
const FIELDS = /^ *(\S+) (postfix(?:[\w.-]*\/)+)([\w-]+) (\d+) \S+ (?:-|\[[^\]]*\]) (.*)$/;
const QUEUE_ID = /^([0-9A-F]{6,15}|[0-9A-Za-z]{10,20}|NOQUEUE): /;

/** Reads what follows the time stamp of a log line; undefined where another program wrote it. */
export function readPostfixLine(rest: string): PostfixLine | undefined {
  const match = LINE.exec(rest) ?? FIELDS.exec(rest);
  if (!match) return undefined;
  const [, host, service, daemon, pid, text] = match;
  const queueId = QUEUE_ID.exec(text)?.[1] ?? '';
  return {
    process: `${host} ${service}${daemon} ${pid}`,
    host,
    daemon,
    isSubmission: /\/(?:submissions?|smtps)\//.test(service),
    queueId,
    text: queueId === '' ? text : text.slice(queueId.length + 2),
  };
}

/** The value of `name=<value>` or `name=value`, up to a comma or the end of a word; undefined where it is not there. */
export function fieldOf(text: string, name: string): string | undefined {
  const key = `${name}=`;
  let at = text.indexOf(key);
  while (at > 0 && text.charAt(at - 1) !== ' ') at = text.indexOf(key, at + 1);
  if (at < 0) return undefined;
  const from = at + key.length;
  if (text.charAt(from) === '<') {
    const end = text.indexOf('>', from);
    return end < 0 ? undefined : text.slice(from + 1, end);
  }
  const rest = text.slice(from);
  const end = rest.search(/[, ]/);
  return end < 0 ? rest : rest.slice(0, end);
}

/** The address in brackets of `name[192.0.2.1]` or `[192.0.2.1]:4711`; empty where there is none. */
export function addressOf(text: string): string {
  return /\[([0-9A-Fa-f.:]+)\]/.exec(text)?.[1] ?? '';
}

/** Where an address is: on the machine itself, in a private network (RFC 1918, RFC 4193), or outside. */
export function placeOf(address: string): 'loopback' | 'private' | 'public' {
  if (address.startsWith('127.') || address === '::1') return 'loopback';
  const isPrivate = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd][0-9a-f]{2}:)/i.test(address);
  return isPrivate ? 'private' : 'public';
}
