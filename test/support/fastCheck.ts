import fc from 'fast-check';

/**
 * Property tests draw the same cases in every run, so that a red test is red again when it is looked at, and a green one does not turn red
 * by chance. `FC_SEED=…` draws others: a search worth making from time to time, whose finds become tests of their own.
 */
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20101004) });
