/** Counters of the ledger, in messages; the order of the ledger's columns. */
export const Count = {
  offered: 0,
  delivered: 1,
  rejected: 2,
  quarantined: 3,
  dropped: 4,
  gaveUp: 5,
  lost: 6,
  attempts: 7,
  refused: 8,
  abandoned: 9,
  deferred: 10,
  /** Sessions that broke when their machine died. */
  broken: 11,
  /** Removed by the filter service upstream: counted among the rejected too. */
  filtered: 12,
} as const;
/** Number of counters. */
export const COUNTS = 13;
