/** Whether a feature is there on a date, in [validFrom, validTo); one without dates always is. */
export function isValid({ validFrom, validTo }, datetime) {
  if (!datetime) return true;
  const day = datetime.slice(0, 10);
  return (!validFrom || validFrom <= day) && (!validTo || validTo > day);
}
