/** What one answer of a model cost. */
export interface Usage {
  readonly promptTokens: number
  readonly completionTokens: number
  /** In the currency that the prices of the model are given in. Left out: its price is not known. */
  readonly money?: number
}

/** The most that a run may ask of models. What is left out has no limit. */
export interface Budget {
  readonly calls?: number
  readonly tokens?: number
  readonly money?: number
}
