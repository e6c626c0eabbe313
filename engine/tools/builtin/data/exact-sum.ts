/** Gives the sum of numbers as they are written in decimals, rounded once at the end: 0.1 + 0.2 is 0.3. */
export function exactSum(numbers: readonly number[]): number {
  let sum = 0n
  let scale = 0
  for (const number of numbers) {
    const { digits, places } = decimalOf(number)
    if (places > scale) {
      sum *= 10n ** BigInt(places - scale)
      scale = places
    }
    sum += digits * 10n ** BigInt(scale - places)
  }
  return Number(`${sum}e-${scale}`)
}

/** Gives whole digits and how many of them stand behind the point. */
function decimalOf(number: number): { readonly digits: bigint; readonly places: number } {
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(String(number)) ?? []
  const digits = BigInt(`${sign}${whole}${fraction}`)
  const places = fraction.length - Number(exponent)
  return places >= 0 ? { digits, places } : { digits: digits * 10n ** BigInt(-places), places: 0 }
}
