/** seedrandom's alea alone, without the generators that would pull in Node's crypto (Baagøe 2010). */
declare module 'seedrandom/lib/alea.js' {
  interface Alea {
    (): number;
    readonly double: () => number;
    readonly int32: () => number;
  }
  function alea(seed: string): Alea;
  export default alea;
}
