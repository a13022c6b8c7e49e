import type { PresetJson } from '../../sim/import/preset.ts';
import type { SizeStyle } from '../../sim/import/sizes.ts';

/** What page and import worker say to each other; plain data and the file, of which only a handle crosses. */

/** What came of reading a file: the report, or why there is no mail in it. */
export type ReadOutcome =
  | {
      readonly kind: 'read';
      readonly report: readonly string[];
      readonly mailboxes: number;
      /** A trace would leave out some of the messages. */
      readonly tooManyForTrace: boolean;
    }
  | { readonly kind: 'failed'; readonly message: string };

/** How the scenario is to be made. */
export interface MakeOptions {
  readonly as: 'profile' | 'trace';
  readonly preset: PresetJson;
  readonly mailboxes?: number | undefined;
  readonly sizes?: SizeStyle | undefined;
}

/** What the import worker offers. */
export interface ImportApi {
  /** Reads a file piece by piece, telling the share that is done now and then; `today` is for logs without years. */
  read(
    file: File,
    today: { year: number; month: number; day: number },
    tell: (share: number) => void | Promise<void>,
  ): Promise<ReadOutcome>;
  /** Makes the text of a scenario of the file that was read. */
  make(options: MakeOptions): string;
}
