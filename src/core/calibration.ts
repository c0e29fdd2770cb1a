import { wilson, type Interval } from './interval.ts'

/** A chance that was named, and what came. */
export type Forecasted = { readonly chance: number; readonly came: boolean }

export type CalibrationBin = {
  readonly forecasts: number
  /** The mean of the chances named, from 0 to 1. */
  readonly named: number
  readonly came: number
  readonly interval: Interval
}

export type Calibration = {
  readonly forecasts: number
  /** Mean of (p − y)², 0 at best. */
  readonly brier: number
  /** The Brier score of naming the mean every time. */
  readonly climatology: number
  readonly logLoss: number
  /** Expected calibration error over ten bins of the chance named. */
  readonly error: number
  /** The bins that hold something. */
  readonly bins: readonly CalibrationBin[]
}

/** How well chances fit what came; undefined where there are none. */
export function calibration(forecasts: readonly Forecasted[]): Calibration | undefined {
  if (forecasts.length === 0) return undefined
  const mean = (value: (one: Forecasted) => number, of = forecasts) =>
    of.reduce((sum, one) => sum + value(one), 0) / of.length
  const rate = mean(({ came }) => Number(came))
  const bins = Array.from({ length: 10 }, (_, bin) =>
    forecasts.filter(({ chance }) => Math.min(9, Math.floor(chance * 10)) === bin),
  )
    .filter((bin) => bin.length > 0)
    .map((bin): CalibrationBin => {
      const came = bin.filter((one) => one.came).length
      return {
        forecasts: bin.length,
        named: mean(({ chance }) => chance, bin),
        came: came / bin.length,
        interval: wilson(came, bin.length),
      }
    })
  return {
    forecasts: forecasts.length,
    brier: mean(({ chance, came }) => (chance - Number(came)) ** 2),
    climatology: rate * (1 - rate),
    logLoss: mean(({ chance, came }) => -Math.log(Math.max(1e-12, came ? chance : 1 - chance))),
    error: bins.reduce((sum, bin) => sum + (bin.forecasts / forecasts.length) * Math.abs(bin.named - bin.came), 0),
    bins,
  }
}

/** The share of outcomes that lay within the interval named for them. */
export const coverage = (outcomes: readonly { readonly low: number; readonly high: number; readonly came: number }[]) =>
  outcomes.filter(({ low, high, came }) => came >= low && came <= high).length / outcomes.length
