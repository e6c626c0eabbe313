/** Structural tests that can be written as a skill and still do not pass, each with what about statecharts differs. */
export const exceptions: readonly { readonly id: string; readonly reason: string }[] = []
