/**
 * Solves a system with a symmetric, positive definite matrix (Cholesky). `matrix` holds the rows one after the other, of
 * which only the lower half is read; both arguments are overwritten, the second one is given back as the answer.
 */
export function solveSymmetric(matrix: Float64Array, values: Float64Array): Float64Array {
  const size = values.length
  const at = (row: number, column: number): number => matrix[row * size + column] as number
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let sum = at(row, column)
      for (let inner = 0; inner < column; inner++) sum -= at(row, inner) * at(column, inner)
      matrix[row * size + column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(column, column)
    }
  }
  for (let row = 0; row < size; row++) {
    let sum = values[row] as number
    for (let inner = 0; inner < row; inner++) sum -= at(row, inner) * (values[inner] as number)
    values[row] = sum / at(row, row)
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = values[row] as number
    for (let inner = row + 1; inner < size; inner++) sum -= at(inner, row) * (values[inner] as number)
    values[row] = sum / at(row, row)
  }
  return values
}
