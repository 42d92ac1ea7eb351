/** Which periods and statistics may be asked of a datastream. */

/** From fine to coarse; equal ranks cannot be made of each other. */
const RANK = { instant: 0, minute: 1, 'sub-hourly': 1, hour: 1, '3-hours': 1, '6-hours': 1,
  '8-hours': 1, '12-hours': 1, day: 2, pentad: 3, dekad: 4, month: 5, season: 6,
  'growing-season': 6, 'non-growing-season': 6, 'hydrological-year': 7, year: 7 };

export const PERIODS = ['day', 'pentad', 'dekad', 'month', 'season', 'hydrological-year', 'year'];

export const STATISTICS = ['mean', 'sum', 'min', 'max', 'first', 'last', 'count'];

/** How values below or above limits may enter means and sums; the first where none is asked for. */
export const RULES = ['limit', 'half', 'zero', 'kaplan-meier', 'ros'];

/** Extremes, first, last and counts need no rule. */
export const needsRule = (statistic) => statistic === 'mean' || statistic === 'sum';

/** The rule asked for; null where none is, or where the statistic needs none. */
export const chosenRule = (asked, statistic) =>
  (needsRule(statistic) && RULES.includes(asked) ? asked : null);

/** `raw` and every period coarser than the support; an unknown support offers all. */
export function offeredPeriods(support) {
  const finest = RANK[support] ?? 0;
  return ['raw', ...PERIODS.filter((period) => RANK[period] > finest)];
}

/** The period to show: the first of those wanted that is offered, else raw. */
export const chosenPeriod = (wanted, support) =>
  wanted.find((period) => offeredPeriods(support).includes(period)) ?? 'raw';

/** The statistic to show: the one asked for, else the property's own aggregation. */
export function chosenStatistic(asked, property) {
  if (STATISTICS.includes(asked)) return asked;
  return STATISTICS.includes(property.aggregation) ? property.aggregation : 'mean';
}
