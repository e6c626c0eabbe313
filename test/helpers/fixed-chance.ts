import fc from 'fast-check'

/* Property tests draw the same cases every time, so that a failure is a failure of the change. CHELA_SEED draws others. */
fc.configureGlobal({ seed: Number(process.env['CHELA_SEED'] ?? 20261121) })
