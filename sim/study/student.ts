/** Student's t distribution, as far as 95 % intervals need it. */

/** Quantiles at 97.5 % for 1 to 30 degrees of freedom, computed to 12 digits from the incomplete beta function. */
const TABLE = [
  12.7062047362, 4.30265272975, 3.18244630528, 2.7764451052, 2.57058183564, 2.44691185114, 2.36462425159, 2.3060041352,
  2.2621571628, 2.22813885199, 2.20098516009, 2.17881282967, 2.16036865646, 2.14478668792, 2.13144954556, 2.11990529922,
  2.10981557783, 2.10092204024, 2.09302405441, 2.08596344727, 2.07961384473, 2.0738730679, 2.06865761042, 2.06389856163,
  2.05953855275, 2.05552943864, 2.05183051648, 2.0484071418, 2.04522964213, 2.0422724563,
];

/** The normal distribution's quantile at 97.5 %. */
const Z = 1.959963984540054;

/** Coefficients of the expansion in 1 / degrees of freedom (Abramowitz and Stegun 26.7.5) at 97.5 %, error below 1e−7 from 31 on. */
const EXPANSION = (() => {
  const z2 = Z * Z;
  return [
    (Z * (z2 + 1)) / 4,
    (Z * ((5 * z2 + 16) * z2 + 3)) / 96,
    (Z * (((3 * z2 + 19) * z2 + 17) * z2 - 15)) / 384,
    (Z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945)) / 92160,
  ];
})();

/** Half the width of a 95 % interval in standard errors: the 97.5 % quantile. Throws RangeError below one degree of freedom. */
export function studentQuantile(degreesOfFreedom: number): number {
  if (!(degreesOfFreedom >= 1)) throw new RangeError(`invalid degrees of freedom: ${degreesOfFreedom}`);
  const exact = TABLE[degreesOfFreedom - 1];
  if (exact !== undefined) return exact;
  let sum = 0;
  for (const coefficient of EXPANSION.toReversed()) sum = (sum + coefficient) / degreesOfFreedom;
  return Z + sum;
}
