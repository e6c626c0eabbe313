/** The names under which facts are remembered: as skills write them, `memory.NAME`. */
export const memoryKey = { type: 'string', pattern: '^[a-z][a-z0-9_]{0,63}$', description: 'snake_case, as in memory.NAME.' } as const

export const memoryErrors = { locked: 'The memory is encrypted, and its passphrase was not given.' } as const
