/** The fixed words of the format. They stand apart from the schema, so that the engine can use them without carrying the validator. */

/** The three ways mail goes. */
export const DIRECTIONS = ['inbound', 'outbound', 'internal'] as const;
/** A way mail goes through the organization. */
export type Direction = (typeof DIRECTIONS)[number];

/** The kinds of mail. */
export const MAIL_CLASSES = ['ham', 'spam', 'virus', 'bulk', 'bounce'] as const;
/** A kind of mail; verdicts are given per class. */
export type MailClass = (typeof MAIL_CLASSES)[number];

/** The places a tier may have in a route: where mail enters, on the way, where the route ends. */
export const HOPS = ['first', 'middle', 'last'] as const;
/** A place in a route; the only tier of a route is both first and last. */
export type Hop = (typeof HOPS)[number];
