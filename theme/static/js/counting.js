/* Faceted filtering: the rows that match, and the count of each further choice, in one pass over all rows. */

/* `columns` has, for each filter, the values of each of the `length` rows; `chosen` its selected value, or nothing. Return
   the numbers of the rows that match, and for each filter how many rows each value would leave. A row that fails only one
   filter still counts for the other choices of that filter; one that fails two counts for none. */
export function counted(columns, chosen, length) {
  const kept = [];
  const counts = columns.map(() => new Map());
  for (let row = 0; row < length; row += 1) {
    let failed = -1;
    let misses = 0;
    for (let column = 0; column < columns.length && misses < 2; column += 1) {
      if (!chosen[column] || columns[column][row].includes(chosen[column])) continue;
      failed = column;
      misses += 1;
    }
    if (misses > 1) continue;
    if (!misses) kept.push(row);
    for (let column = 0; column < columns.length; column += 1) {
      if (misses && column !== failed) continue;
      const found = counts[column];
      for (const value of columns[column][row]) found.set(value, (found.get(value) || 0) + 1);
    }
  }
  return { kept, counts };
}
