/** What a Postfix log tells beside its arrivals; all numbers of lines or messages. */
export interface PostfixCounts {
  /** Lines of other programs. */
  otherPrograms: number;
  connections: number;
  /** Most connections open at the same time. */
  peakConnections: number;
  lostConnections: number;
  timeouts: number;
  /** Tries refused for good before a message was taken, by reason. */
  blocked: number;
  unknownRecipient: number;
  relayDenied: number;
  content: number;
  otherRejects: number;
  /** Temporary refusals (4xx); of these by greylisting. Senders come again, so they are not counted as mail. */
  temporary: number;
  greylisted: number;
  /** Deliveries, by what became of them. */
  sent: number;
  deferred: number;
  bounced: number;
  /** Messages that a content filter handed back: the same mail for a second time. */
  reinjected: number;
  /** Messages of which the log begins too late to tell when they came. */
  older: number;
  /** Messages still in the queue when the log ends. */
  unfinished: number;
}

/** Nothing counted yet. */
export function noCounts(): PostfixCounts {
  return {
    otherPrograms: 0,
    connections: 0,
    peakConnections: 0,
    lostConnections: 0,
    timeouts: 0,
    blocked: 0,
    unknownRecipient: 0,
    relayDenied: 0,
    content: 0,
    otherRejects: 0,
    temporary: 0,
    greylisted: 0,
    sent: 0,
    deferred: 0,
    bounced: 0,
    reinjected: 0,
    older: 0,
    unfinished: 0,
  };
}
