import servers from './servers.json' with { type: 'json' };

/**
 * The server catalog: published SPECpower_ssj2008 curves and one synthetic reference model, as data with their sources.
 * What the fields mean, how the figures were checked and how far they can be trusted stands in the data file's `source`, `note` and `assumed`.
 */

/** One server model. */
export interface ServerModel {
  readonly id: string;
  readonly name: string;
  /** Year in which the hardware became available; null for the synthetic model. */
  readonly year: number | null;
  readonly cores: number;
  /** Nominal clock [GHz]; null for the synthetic model. */
  readonly ghz: number | null;
  /** Speed of one core over that of the reference core (2010 Xeon X5670), +-15-20 %. */
  readonly relativeCoreSpeed: number;
  /** Memory of the tested configuration [GB]; null where the source does not say. */
  readonly ramGB: number | null;
  readonly rackUnits: number;
  /** Draw at 0, 10, … 100 % load [W], 11 points. */
  readonly watts: readonly number[];
  /** Draw when off with its management controller alive [W]. */
  readonly standbyW: number;
  readonly bootS: number;
  readonly shutdownS: number;
  /** Draw while booting [W]. */
  readonly bootW: number;
  /** A: read from the published results; B: quoted by public code with the result's id; synthetic: made up for teaching. */
  readonly confidence: string;
  /** Fields that are our assumption, in the source's spelling. */
  readonly assumed?: readonly string[];
  readonly source: string;
  readonly note?: string;
}

/** Every model, in the order of the data file: the synthetic one, then by year. */
export const SERVER_MODELS: readonly ServerModel[] = servers;

const byId = new Map(SERVER_MODELS.map((model) => [model.id, model]));

/** The model of that id, or undefined. */
export function findServerModel(id: string): ServerModel | undefined {
  return byId.get(id);
}

/** The model of that id. Throws RangeError for an unknown one. */
export function serverModel(id: string): ServerModel {
  const model = byId.get(id);
  if (!model) throw new RangeError(`unknown server model: ${id}`);
  return model;
}
